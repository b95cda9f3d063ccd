import { Button, Group } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { formatCount } from '../../lib/format-number.ts'

/** Says how many rows have come while the list was held; it keeps its room so that nothing moves when it appears. */
export function WaitingRows({ count, noun, onShow }: { count: number; noun: string; onShow: () => void }) {
  return (
    <Group h={24} role="status" gap="sm">
      {count > 0 && (
        <Button size="compact-xs" variant="light" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onShow}>
          Show {formatCount(count)} new {count === 1 ? noun : `${noun}s`}
        </Button>
      )}
    </Group>
  )
}
