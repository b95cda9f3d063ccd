import type { DeliveryStatus } from '@hookline/schema'
import type { CohortCount } from '../cohorts/read-counts.ts'
import { plainArray } from '../db/array-literal.ts'
import type { Tx } from '../db/client.ts'
import { hostOf } from '../endpoints/host.ts'
import { countArms } from './count-arms.ts'
import type { DoneArm, ResolvedFilter } from './filter.ts'
import { inRange } from './read-done.ts'
import { allOf } from './select.ts'

// What is done is read from what was counted, whatever it comes to. What is owed, and what belongs to a user or a search
// text, is counted live and bounded: the newest that match.
const liveMax = 10_001
const everything: DoneArm = { by: 'cohort', where: (sql) => sql`true` }

/** How many deliveries are alike, with the names that a facet shows. */
export interface FacetGroup extends Omit<CohortCount, 'status'> {
  status: DeliveryStatus
  sourceName: string | null
  /** Null where the endpoint is no more, or its host comes from data. */
  host: string | null
}

/** Counts owed and done deliveries by what facets show. Out: `isWhole` is false where more match than are looked at. */
export async function readFacetGroups(
  tx: Tx,
  { workspaceId, filter }: { workspaceId: number; filter: ResolvedFilter },
): Promise<{ groups: FacetGroup[]; isWhole: boolean }> {
  const arms = filter.isPlain ? [everything] : filter.arms
  const done = await countArms(tx, { workspaceId, arms, range: filter.range, liveMax })
  const owed = await countOwed(tx, workspaceId, filter)
  const groups = [...done.groups, ...owed]
  const names = await readNames(tx, workspaceId, groups)
  return {
    groups: groups.map((group) => ({
      ...group,
      sourceName: names.sources.get(group.sourceId) ?? null,
      host: names.hosts.get(group.endpointId) ?? null,
    })),
    isWhole: done.isWhole && owed.reduce((sum, { count }) => sum + count, 0) < liveMax,
  }
}

type Group = Omit<FacetGroup, 'sourceName' | 'host'>

function countOwed(tx: Tx, workspaceId: number, { conditions, range }: ResolvedFilter): PromiseLike<Group[]> {
  return tx<Group[]>`
    SELECT "endpointId", "eventType", "campaignId", status, error, "sourceKind", "sourceId", "nodeId", count(*)::int AS count
    FROM (
      SELECT endpoint_id AS "endpointId", event_type AS "eventType", campaign_id AS "campaignId",
        CASE WHEN due_at IS NULL THEN 'held' ELSE 'pending' END AS status, last_error AS error,
        source_kind AS "sourceKind", source_id AS "sourceId", node_id AS "nodeId"
      FROM queue WHERE workspace_id = ${workspaceId} AND ${inRange(tx, range, allOf(tx, conditions(tx, 'queue')))}
      ORDER BY id DESC LIMIT ${liveMax}
    ) AS newest
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}

/** The names of sources that are still there, and the hosts of endpoints, by their ids. */
async function readNames(
  tx: Tx,
  workspaceId: number,
  groups: readonly Group[],
): Promise<{ sources: Map<string, string>; hosts: Map<string, string> }> {
  const idsOf = (pick: (group: Group) => string) => plainArray([...new Set(groups.map(pick))])
  const sourceIds = idsOf(({ sourceId }) => sourceId)
  const sources = await tx<{ id: string; name: string }[]>`
    SELECT id, name FROM webhooks WHERE workspace_id = ${workspaceId} AND id = ANY (${sourceIds}::uuid[])
    UNION ALL
    SELECT id, name FROM automations WHERE workspace_id = ${workspaceId} AND id = ANY (${sourceIds}::uuid[]) AND deleted_at IS NULL`
  const endpoints = await tx<{ id: string; url: string }[]>`
    SELECT id, url FROM endpoints WHERE workspace_id = ${workspaceId} AND id = ANY (${idsOf(({ endpointId }) => endpointId)}::uuid[])`
  return {
    sources: new Map(sources.map(({ id, name }) => [id, name])),
    hosts: new Map(endpoints.flatMap(({ id, url }) => (hostOf(url) === '' ? [] : [[id, hostOf(url)]]))),
  }
}
