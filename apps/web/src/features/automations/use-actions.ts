import type { Automation } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed, notifyUndoable } from '../../lib/notify.ts'
import { waitingRuns } from '../../lib/waiting-runs.ts'

/** An automation that is to be deleted though runs of it wait. */
export interface Deletion {
  automation: Automation
  /** How many, in words. */
  runs: string
}

/** What can be done with an automation from its row. */
export function useAutomationActions(askToDelete: (asked: Deletion) => void) {
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
        notifyDone(
          `Paused "${automation.name}". What it owes is still delivered${automation.kind === 'journey' ? '; its runs wait until it is resumed' : ''}.`,
        )
      }),
    resume: (automation: Automation) =>
      run('It could not be resumed', async () => {
        await call('POST', `${pathOf(automation)}/resume`)
        notifyDone(`"${automation.name}" is active again`)
      }),
    /** Asks first where runs wait: they end, and undoing does not bring them back. */
    remove: (automation: Automation, isAsked = false) =>
      run('It could not be deleted', async () => {
        const runs = isAsked ? null : await waitingRuns(automation)
        if (runs !== null) return askToDelete({ automation, runs })
        await call('DELETE', pathOf(automation))
        notifyUndoable(`Deleted "${automation.name}"`, async () => {
          await call('POST', `${pathOf(automation)}/undelete`)
          await reread()
        })
      }),
  }
}
