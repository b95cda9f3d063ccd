import { type CohortCount, readCohortCounts } from '../cohorts/read-counts.ts'
import type { Tx } from '../db/client.ts'
import type { IdRange } from '../newest-first.ts'
import type { DoneArm } from './filter.ts'
import { inRange } from './read-done.ts'
import { allOf, type Condition } from './select.ts'

export interface CountArms {
  workspaceId: number
  arms: readonly DoneArm[]
  range: IdRange
  /** Deliveries of an arm by index that are looked at, at most: the newest. */
  liveMax: number
}

/**
 * Counts deliveries in the history by cohort, each delivery once however many arms find it. What cohorts know is read from
 * their counts, whatever it comes to; the rest is counted live. Out: `isWhole` is false where that was more than is looked at.
 */
export async function countArms(
  tx: Tx,
  { workspaceId, arms, range, liveMax }: CountArms,
): Promise<{ groups: CohortCount[]; isWhole: boolean }> {
  const earlier: Condition[] = []
  const groups: CohortCount[] = []
  let isWhole = true
  for (const { by, where } of arms.toSorted((a, b) => (a.by < b.by ? -1 : 1))) {
    const others = [...earlier]
    const only: Condition = (sql) => allOf(sql, [where(sql), ...others.map((other) => sql`(${other(sql)}) IS NOT TRUE`)])
    if (by === 'cohort') groups.push(...(await readCohortCounts(tx, { workspaceId, where: only, range })))
    else {
      const live = await countLive(tx, { workspaceId, where: only, range, liveMax })
      groups.push(...live)
      isWhole &&= live.reduce((sum, { count }) => sum + count, 0) < liveMax
    }
    earlier.push(where)
  }
  return { groups, isWhole }
}

function countLive(
  tx: Tx,
  { workspaceId, where, range, liveMax }: Omit<CountArms, 'arms'> & { where: Condition },
): PromiseLike<CohortCount[]> {
  return tx<CohortCount[]>`
    SELECT "endpointId", "eventType", "campaignId", status, error, "sourceKind", "sourceId", "nodeId", count(*)::int AS count
    FROM (
      SELECT endpoint_id AS "endpointId", event_type AS "eventType", campaign_id AS "campaignId", status, error,
        source_kind AS "sourceKind", source_id AS "sourceId", node_id AS "nodeId"
      FROM deliveries WHERE workspace_id = ${workspaceId} AND ${inRange(tx, range, where(tx))} ORDER BY id DESC LIMIT ${liveMax}
    ) AS newest
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}
