import { Button, Group, Text } from '@mantine/core'
import { seenText } from '../../components/seen-text.ts'
import { notifyFailed } from '../../lib/notify.ts'

/** Tells that a property is gone, with the way back. */
export function DeletedProperty({ name, onUndo }: { name: string; onUndo: () => Promise<void> }) {
  const undo = () => onUndo().catch((error: unknown) => notifyFailed('It could not be brought back', error))
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        Deleted "{seenText(name)}"
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => void undo()} style={{ flex: 'none' }}>
        Undo
      </Button>
    </Group>
  )
}
