import { countersOf, type Definition, subscriptionDefinition } from '@hookline/engine'
import type { ConditionGroup, DeliveryPolicy, RequestTemplate } from '@hookline/schema'
import type { Sql } from '../db/client.ts'
import { batchRows, inBatches } from './in-batches.ts'

/**
 * Forgets counters that nothing published asks for any more, nor a version that runs still wait in, with what they counted; published again, they are made anew
 * and filled from the stored events. A paused automation keeps its counters. Out: how many.
 */
export async function pruneBehaviours(sql: Sql, signal: AbortSignal): Promise<number> {
  const counters = await sql<{ workspaceId: number; id: string; key: string }[]>`
    SELECT workspace_id AS "workspaceId", id, key FROM behaviour_counters WHERE counted_from < now() - interval '1 hour'`
  if (counters.length === 0) return 0
  const used = await usedKeys(sql)
  const unused = counters.filter(({ workspaceId, key }) => !used.has(`${workspaceId} ${key}`))
  for (const { workspaceId, id } of unused) {
    await sql`DELETE FROM behaviour_counters WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid`
    await inBatches(
      signal,
      () => sql`
      DELETE FROM behaviours WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM behaviours WHERE workspace_id = ${workspaceId} AND counter_id = ${id}::uuid LIMIT ${batchRows}))`,
    )
  }
  return unused.length
}

interface WebhookRow {
  workspaceId: number
  eventTypes: string[]
  condition: ConditionGroup
  request: RequestTemplate
  policy: DeliveryPolicy
}

async function usedKeys(sql: Sql): Promise<Set<string>> {
  const [published, webhooks] = await Promise.all([
    sql<{ workspaceId: number; definition: Definition }[]>`
      SELECT a.workspace_id AS "workspaceId", v.definition FROM automations AS a
      JOIN automation_versions AS v ON v.workspace_id = a.workspace_id AND v.automation_id = a.id AND v.version = a.published_version
      UNION ALL
      SELECT v.workspace_id, v.definition FROM automation_versions AS v
      JOIN (SELECT DISTINCT workspace_id, automation_id, version FROM waiting_runs) AS w USING (workspace_id, automation_id, version)`,
    sql<WebhookRow[]>`
      SELECT workspace_id AS "workspaceId", event_types AS "eventTypes", condition, request, policy FROM webhooks WHERE condition IS NOT NULL`,
  ])
  const definitions = [
    ...published,
    ...webhooks.map(({ workspaceId, ...row }) => ({ workspaceId, definition: subscriptionDefinition(row) })),
  ]
  return new Set(definitions.flatMap(({ workspaceId, definition }) => countersOf(definition).map(({ id }) => `${workspaceId} ${id}`)))
}
