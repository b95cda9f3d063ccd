import type { Automation } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed, notifyUndoable } from '../../lib/notify.ts'

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
        notifyUndoable(`Deleted "${automation.name}"`, async () => {
          await call('POST', `${pathOf(automation)}/undelete`)
          await reread()
        })
      }),
  }
}
