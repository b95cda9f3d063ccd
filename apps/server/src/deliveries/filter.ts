import type { DeliveryFilter, DeliveryStatus } from '@hookline/schema'
import type { Sql, Tx } from '../db/client.ts'
import { type IdPrefix, uuidOf } from '../ids.ts'
import { type IdRange, rangeOf } from '../newest-first.ts'
import { invalidField } from '../service-error.ts'
import { hostCondition } from './of-host.ts'
import { type SearchCondition, searchCondition } from './search.ts'
import type { DeliveryTable, Fragment } from './select.ts'

/** A filter whose ids and names were looked up: what each of the two tables is asked for. */
export interface ResolvedFilter {
  range: IdRange
  tables: readonly DeliveryTable[]
  conditions(sql: Sql | Tx, table: DeliveryTable): Fragment[]
}

/** Looks up what a filter names; 422 for what cannot be an id, or a hookId that no webhook has. */
export async function resolveFilter(
  sql: Sql | Tx,
  { workspaceId, filter }: { workspaceId: number; filter: DeliveryFilter },
): Promise<ResolvedFilter> {
  const { status, eventType, userId, campaignId, nodeId } = filter
  const q = filter.q?.trim() ?? ''
  const sources = [
    ...(filter.webhookId === undefined ? [] : [await webhookIdOf(sql, workspaceId, filter.webhookId)]),
    ...(filter.automationId === undefined ? [] : [idIn('automationId', 'aut', filter.automationId)]),
  ]
  const endpoint =
    filter.endpointId === undefined ? null : await findEndpoint(sql, workspaceId, idIn('endpointId', 'ep', filter.endpointId))
  const host = filter.host === undefined ? null : await hostCondition(sql, { workspaceId, host: filter.host })
  const search: SearchCondition | null = q === '' ? null : await searchCondition(sql, { workspaceId, q })
  return {
    range: rangeOf(filter),
    tables: status === undefined ? ['queue', 'deliveries'] : status === 'pending' || status === 'held' ? ['queue'] : ['deliveries'],
    conditions: (tx, table) => [
      ...(status === undefined ? [] : [statusCondition(tx, status)]),
      ...sources.map((sourceId) => tx`source_id = ${sourceId}::uuid`),
      ...(nodeId === undefined ? [] : [tx`node_id = ${nodeId}`]),
      ...(endpoint === null ? [] : [tx`endpoint_id = ${endpoint.id}::uuid`]),
      // The endpoint's source has an index, the endpoint has none.
      ...(endpoint?.sourceId ? [tx`source_id = ${endpoint.sourceId}::uuid`] : []),
      ...(eventType === undefined ? [] : [tx`event_type = ${eventType}`]),
      ...(userId === undefined ? [] : [tx`user_id = ${userId}`]),
      ...(campaignId === undefined ? [] : [tx`campaign_id = ${campaignId}`]),
      ...(host === null ? [] : [host(tx)]),
      ...(search === null ? [] : [search(tx, table)]),
    ],
  }
}

// The words stand in the text of the query, so that the index over all but the succeeded can be used.
function statusCondition(sql: Sql | Tx, status: DeliveryStatus): Fragment {
  switch (status) {
    case 'pending':
      return sql`due_at IS NOT NULL`
    case 'held':
      return sql`due_at IS NULL`
    case 'succeeded':
      return sql`status = 'succeeded'`
    case 'undelivered':
      return sql`status = 'undelivered'`
    case 'cancelled':
      return sql`status = 'cancelled'`
  }
}

function idIn(field: string, prefix: IdPrefix, text: string): string {
  const uuid = uuidOf(prefix, text)
  if (uuid === null) throw invalidField(`query.${field}`, 'id.invalid', `is no such id: it begins with "${prefix}_" and has 32 hex digits`)
  return uuid
}

async function webhookIdOf(sql: Sql | Tx, workspaceId: number, webhookId: string): Promise<string> {
  if (webhookId.startsWith('whk_')) return idIn('webhookId', 'whk', webhookId)
  const [row] = await sql<{ id: string }[]>`SELECT id FROM webhooks WHERE workspace_id = ${workspaceId} AND hook_id = ${webhookId}`
  if (!row) throw invalidField('query.webhookId', 'webhook.unknown', 'is the hookId of no webhook: give its id ("whk_…") or its hookId')
  return row.id
}

async function findEndpoint(sql: Sql | Tx, workspaceId: number, id: string): Promise<{ id: string; sourceId: string | null }> {
  const [row] = await sql<{ sourceId: string }[]>`
    SELECT source_id AS "sourceId" FROM endpoints WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid`
  return { id, sourceId: row?.sourceId ?? null }
}
