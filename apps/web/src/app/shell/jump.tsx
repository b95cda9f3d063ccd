import { Button, Kbd, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { notifyFailed } from '../../lib/notify.ts'

/** Ctrl+K: goes to any place, automation, user, delivery or command. Its list is loaded when it is first asked for. */
export function Jump() {
  const [Panel, setPanel] = useState<ComponentType<{ asked: number }> | null>(null)
  const [asked, setAsked] = useState(0)
  const open = async () => {
    try {
      const { JumpPanel } = await import('./jump-panel.tsx')
      setPanel(() => JumpPanel)
      setAsked((count) => count + 1)
    } catch (error) {
      notifyFailed('The search could not be opened', error)
    }
  }
  useHotkeys([['mod+K', () => void open()]], [], true)
  return (
    <>
      <Button
        variant="default"
        c="dimmed"
        fw={400}
        w={320}
        maw="100%"
        styles={{ inner: { width: '100%' }, label: { flex: 1 } }}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        onClick={() => void open()}
        visibleFrom="xs"
      >
        <Text inherit truncate>
          Search or jump…
        </Text>
      </Button>
      {Panel && <Panel asked={asked} />}
    </>
  )
}
