import type { DeliveryFilter, DeliveryStatus } from '@hookline/schema'
import type { Sql, Tx } from '../db/client.ts'
import { type IdPrefix, uuidOf } from '../ids.ts'
import { type IdRange, rangeOf } from '../newest-first.ts'
import { invalidField } from '../service-error.ts'
import { bodyCondition, checkBodyWindow } from './body-search.ts'
import { hostCondition } from './of-host.ts'
import { type SearchArm, searchArms } from './search.ts'
import { allOf, anyOf, type Condition, type DeliveryTable, type Fragment } from './select.ts'

/** A condition on deliveries of either table. */
export type TableCondition = (sql: Sql | Tx, table: DeliveryTable) => Fragment

/** One way to find what is done: by an index of its own, or by the cohorts that it can belong to. */
export interface DoneArm {
  by: 'index' | 'cohort'
  /** Holds of a delivery; of a cohort as well, where it is found by cohorts. */
  where: Condition
}

/** A filter whose ids and names were looked up. */
export interface ResolvedFilter {
  range: IdRange
  tables: readonly DeliveryTable[]
  /** What each of the two tables is asked for. */
  conditions(sql: Sql | Tx, table: DeliveryTable): Fragment[]
  /** Webhooks and automations that are asked for: none, or one, or two that no delivery has. */
  sourceIds: readonly string[]
  endpointId: string | null
  /** How the deliveries that are done are found; one may be found in several ways. */
  arms: readonly DoneArm[]
  /** Nothing is asked for but a time. */
  isPlain: boolean
  /** What stands in the bodies is read, which no index helps with. */
  searchesBodies: boolean
}

/** Looks up what a filter names; 422 for what cannot be an id, a hookId that no webhook has, or bodies of more than a day. */
export async function resolveFilter(
  sql: Sql | Tx,
  { workspaceId, filter, nowMs }: { workspaceId: number; filter: DeliveryFilter; nowMs: number },
): Promise<ResolvedFilter> {
  const { status, userId } = filter
  const q = filter.q?.trim() ?? ''
  if (filter.body !== undefined) checkBodyWindow(filter, nowMs)
  const { sourceIds, endpointId, host } = await placesOf(sql, workspaceId, filter)
  const shared = [...sharedConditions(filter), ...placeConditions({ sourceIds, endpointId, host })]
  const search = q === '' ? null : await searchArms(sql, { workspaceId, q })
  const own: TableCondition[] = [
    ...(userId === undefined ? [] : [(tx: Sql | Tx) => tx`user_id = ${userId}`]),
    ...(filter.body === undefined ? [] : [bodyCondition(workspaceId, filter.body)]),
  ]
  const conditions: ResolvedFilter['conditions'] = (tx, table) => [
    ...[...shared, ...own].map((condition) => condition(tx, table)),
    ...(search === null
      ? []
      : [
          anyOf(
            tx,
            search.map(({ where }) => where(tx, table)),
          ),
        ]),
  ]
  return {
    range: rangeOf(filter),
    tables: status === undefined ? ['queue', 'deliveries'] : status === 'pending' || status === 'held' ? ['queue'] : ['deliveries'],
    conditions,
    sourceIds,
    endpointId,
    arms: armsOf({ shared, own, search, conditions }),
    isPlain: shared.length === 0 && own.length === 0 && search === null,
    searchesBodies: filter.body !== undefined,
  }
}

interface Parts {
  shared: readonly TableCondition[]
  own: readonly TableCondition[]
  search: readonly SearchArm[] | null
  conditions: ResolvedFilter['conditions']
}

/** The user's index is best where a user is asked for; cohorts know nothing of users and bodies. */
function armsOf({ shared, own, search, conditions }: Parts): DoneArm[] {
  if (own.length > 0) return [{ by: 'index', where: (tx) => allOf(tx, conditions(tx, 'deliveries')) }]
  const arms: readonly SearchArm[] = search ?? [{ by: shared.length > 0 ? 'cohort' : 'index', where: (tx) => tx`true` }]
  return arms.map(({ by, where }) => ({
    by,
    where: (tx) => allOf(tx, [...shared.map((condition) => condition(tx, 'deliveries')), where(tx, 'deliveries')]),
  }))
}

interface Places {
  sourceIds: readonly string[]
  endpointId: string | null
  host: Condition | null
}

async function placesOf(sql: Sql | Tx, workspaceId: number, filter: DeliveryFilter): Promise<Places> {
  return {
    sourceIds: [
      ...(filter.webhookId === undefined ? [] : [await webhookIdOf(sql, workspaceId, filter.webhookId)]),
      ...(filter.automationId === undefined ? [] : [idIn('automationId', 'aut', filter.automationId)]),
    ],
    endpointId: filter.endpointId === undefined ? null : idIn('endpointId', 'ep', filter.endpointId),
    host: filter.host === undefined ? null : await hostCondition(sql, { workspaceId, host: filter.host }),
  }
}

function placeConditions({ sourceIds, endpointId, host }: Places): TableCondition[] {
  return [
    ...sourceIds.map(
      (sourceId): TableCondition =>
        (tx) =>
          tx`source_id = ${sourceId}::uuid`,
    ),
    ...(endpointId === null ? [] : [(tx: Sql | Tx) => tx`endpoint_id = ${endpointId}::uuid`]),
    ...(host === null ? [] : [host]),
  ]
}

/** What the deliveries of a cohort share, beside the place that they go to. */
function sharedConditions({ status, error, eventType, campaignId, nodeId }: DeliveryFilter): TableCondition[] {
  return [
    ...(status === undefined ? [] : [(tx: Sql | Tx) => statusCondition(tx, status)]),
    ...(error === undefined ? [] : [errorCondition(error)]),
    ...(nodeId === undefined ? [] : [(tx: Sql | Tx) => tx`node_id = ${nodeId}`]),
    ...(eventType === undefined ? [] : [(tx: Sql | Tx) => tx`event_type = ${eventType}`]),
    ...(campaignId === undefined ? [] : [(tx: Sql | Tx) => tx`campaign_id = ${campaignId}`]),
  ]
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

function errorCondition(error: string): TableCondition {
  return (tx, table) => (table === 'queue' ? tx`last_error = ${error}` : tx`(status <> 'succeeded' AND error = ${error})`)
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
