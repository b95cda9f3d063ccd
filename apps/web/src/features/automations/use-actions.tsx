import type { Automation } from '@hookline/schema'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'

const undoMs = 15_000

/** What can be done with an automation from its row. */
export function useAutomationActions() {
  const client = useQueryClient()
  const reread = () => client.invalidateQueries({ queryKey: ['automations'] })
  const run = async (what: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      notifyFailed(what, error)
    } finally {
      await reread()
    }
  }
  const pathOf = ({ id }: Automation) => `/v1/automations/${encodeURIComponent(id)}`
  return {
    rename: (automation: Automation, name: string) =>
      run('It could not be renamed', async () => {
        await call('PATCH', pathOf(automation), { body: { name } })
      }),
    duplicate: (automation: Automation) =>
      run('It could not be duplicated', async () => {
        const copy = await call<Automation>('POST', `${pathOf(automation)}/duplicate`)
        notifyDone(`Made "${copy.name}" as a draft`)
      }),
    pause: (automation: Automation) =>
      run('It could not be paused', async () => {
        await call('POST', `${pathOf(automation)}/pause`)
        notifyDone(`Paused "${automation.name}". What it owes is still delivered.`)
      }),
    resume: (automation: Automation) =>
      run('It could not be resumed', async () => {
        await call('POST', `${pathOf(automation)}/resume`)
        notifyDone(`"${automation.name}" is active again`)
      }),
    remove: (automation: Automation) =>
      run('It could not be deleted', async () => {
        await call('DELETE', pathOf(automation))
        const undo = () =>
          run('It could not be brought back', async () => {
            await call('POST', `${pathOf(automation)}/undelete`)
            notifications.hide(automation.id)
          })
        notifications.show({
          id: automation.id,
          withBorder: true,
          autoClose: undoMs,
          message: <Deleted name={automation.name} onUndo={undo} />,
        })
      }),
  }
}

function Deleted({ name, onUndo }: { name: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        Deleted "{name}"
      </Text>
      <Button size="compact-sm" variant="default" onClick={onUndo} style={{ flex: 'none' }}>
        Undo
      </Button>
    </Group>
  )
}
