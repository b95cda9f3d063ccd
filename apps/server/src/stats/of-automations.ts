import type { AutomationStats } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { publicId, uuidOf } from '../ids.ts'
import { readCallsOfAutomations, successShareOf } from './read-tallies.ts'

const dayMs = 86_400_000

/** What automations called since midnight (UTC), in one question for a page of them; ids of none are left out. */
export async function readAutomationStats({ ctx, input }: { ctx: Ctx; input: { ids: readonly string[] } }): Promise<AutomationStats> {
  const { services, workspaceId } = ctx
  const ids = input.ids.flatMap((id) => uuidOf('aut', id) ?? [])
  await services.tally.flush()
  const nowMs = services.clock.now()
  const rows = await readCallsOfAutomations(services.database.sql, workspaceId, { fromMs: nowMs - (nowMs % dayMs), ids, limit: ids.length })
  const found = new Map(rows.map((row) => [row.id, row]))
  const items = ids.map((id) => {
    const counts = found.get(id) ?? { calls: 0, succeeded: 0 }
    return { id: publicId('aut', id), callsToday: counts.calls, successShareToday: successShareOf(counts) }
  })
  return { items }
}
