import { type DeliveryFacets, type DeliveryFilter, type DeliveryStatus, deliveryStatuses, facetValuesMax } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { hostOf } from '../endpoints/host.ts'
import { type ResolvedFilter, resolveFilter } from './filter.ts'
import { rangeConditions } from './list.ts'
import { publicSourceId } from './row.ts'
import { allOf, type DeliveryTable, type Fragment } from './select.ts'

// What is counted is bounded: of the newest that match, so many that are owed, so many that succeeded and so many that
// did not. The last are few and have an index of their own, so that what went wrong is counted whole for longest.

const minuteMs = 60_000
const dayMs = 86_400_000
const countedMax = 10_000

interface Group {
  status: DeliveryStatus
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  sourceName: string | null
  eventType: string
  url: string
  count: number
}

/** Counts what each value of a filter would leave, in the last 24 hours where no time is given. */
export async function countFacets({ ctx, input }: { ctx: Ctx; input: DeliveryFilter }): Promise<DeliveryFacets> {
  const { services, workspaceId } = ctx
  const nowMs = services.clock.now()
  const from = input.from ?? new Date(nowMs - (nowMs % minuteMs) - dayMs).toISOString()
  // These two are counted as if nothing were chosen in them.
  const { status, eventType, ...rest } = { ...input, from }
  const groups = await inSnapshot(services.database.sql, async (tx) => {
    const filter = await resolveFilter(tx, { workspaceId, filter: rest })
    const parts: [DeliveryTable, Fragment][] = [
      ['queue', tx`true`],
      ['deliveries', tx`status <> 'succeeded'`],
      ['deliveries', tx`status = 'succeeded'`],
    ]
    return Promise.all(parts.map(([table, part]) => countGroups(tx, { workspaceId, filter, table, part })))
  })
  const all = groups.flat()
  const chosen = (group: Group) =>
    (status === undefined || group.status === status) && (eventType === undefined || group.eventType === eventType)
  const ofStatus = all.filter((group) => eventType === undefined || group.eventType === eventType)
  const ofType = all.filter((group) => status === undefined || group.status === status)
  const both = all.filter(chosen)
  const statusCounts = countBy(ofStatus, (group) => group.status)
  return {
    from: new Date(from).toISOString(),
    to: input.to === undefined ? null : new Date(input.to).toISOString(),
    isWhole: groups.every((part) => part.reduce((sum, { count }) => sum + count, 0) < countedMax),
    status: deliveryStatuses.map((name) => ({ status: name, count: statusCounts.get(name) ?? 0 })),
    hosts: highest(countBy(both, ({ url }) => hostOf(url))).map(([host, count]) => ({ host, count })),
    sources: sourcesOf(both),
    eventTypes: highest(countBy(ofType, (group) => group.eventType)).map(([type, count]) => ({ eventType: type, count })),
  }
}

interface GroupsOf {
  workspaceId: number
  filter: ResolvedFilter
  table: DeliveryTable
  part: Fragment
}

/** Of the newest that match, how many are alike. The names of sources are looked up for the groups, which are few. */
function countGroups(tx: Tx, { workspaceId, filter, table, part }: GroupsOf): PromiseLike<Group[]> {
  const where = allOf(tx, [part, ...rangeConditions(tx, filter.range), ...filter.conditions(tx, table)])
  const status = table === 'queue' ? tx`CASE WHEN due_at IS NULL THEN 'held' ELSE 'pending' END AS status` : tx`status`
  return tx<Group[]>`
    SELECT groups.*, coalesce(w.name, a.name) AS "sourceName"
    FROM (
      SELECT status, source_kind AS "sourceKind", source_id AS "sourceId", event_type AS "eventType", min(url COLLATE "C") AS url,
        count(*)::int AS count
      FROM (
        SELECT ${status}, source_kind, source_id, event_type, endpoint_id, url FROM ${tx(table)}
        WHERE workspace_id = ${workspaceId} AND ${where} ORDER BY id DESC LIMIT ${countedMax}
      ) AS newest
      GROUP BY status, source_kind, source_id, event_type, endpoint_id
    ) AS groups
    LEFT JOIN webhooks AS w ON w.workspace_id = ${workspaceId} AND w.id = "sourceId"
    LEFT JOIN automations AS a ON a.workspace_id = ${workspaceId} AND a.id = "sourceId" AND a.deleted_at IS NULL`
}

function sourcesOf(groups: readonly Group[]): DeliveryFacets['sources'] {
  const known = new Map(groups.map((group) => [publicSourceId(group), group]))
  return highest(countBy(groups, publicSourceId)).flatMap(([id, count]) => {
    const found = known.get(id)
    return found ? [{ kind: found.sourceKind, id, name: found.sourceName, count }] : []
  })
}

function countBy(groups: readonly Group[], keyOf: (group: Group) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const group of groups) counts.set(keyOf(group), (counts.get(keyOf(group)) ?? 0) + group.count)
  return counts
}

function highest(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, facetValuesMax)
}
