import { countersOf, type Definition } from '@hookline/engine'
import type { Sql } from '../db/client.ts'

/**
 * The blocks of a definition whose conditions count what users do, and do not know yet what was stored before: since when
 * they count, in epoch milliseconds.
 */
export async function countingSince(sql: Sql, workspaceId: number, definition: Definition | null): Promise<Map<string, number>> {
  const since = new Map<string, number>()
  if (!definition || countersOf(definition).length === 0) return since
  const rows = await sql<{ key: string; sinceMs: number }[]>`
    SELECT key, extract(epoch FROM counted_from)::float8 * 1000 AS "sinceMs" FROM behaviour_counters
    WHERE workspace_id = ${workspaceId} AND filled_at IS NULL`
  const unfilled = new Map(rows.map(({ key, sinceMs }) => [key, sinceMs]))
  for (const { nodeId, counters } of countersByBlock(definition)) {
    const times = counters.flatMap(({ id }) => unfilled.get(id) ?? [])
    if (times.length > 0) since.set(nodeId, Math.max(...times))
  }
  return since
}

function countersByBlock({ trigger, blocks, ...rest }: Definition) {
  const { condition: _, ...plainTrigger } = trigger
  return [
    { nodeId: trigger.nodeId, counters: countersOf({ ...rest, trigger, blocks: [] }) },
    ...blocks.map((block) => ({ nodeId: block.id, counters: countersOf({ ...rest, trigger: plainTrigger, blocks: [block] }) })),
  ]
}
