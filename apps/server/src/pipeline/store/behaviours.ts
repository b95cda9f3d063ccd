import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { BehaviourPlace, BehaviourRow } from '../behaviour-ledger.ts'

/**
 * Reads what the users of a batch did. Places that the batch counts in are made if they are missing and locked until it
 * ends, sorted, so that batches over the same ones wait for each other; the others are read as they are.
 */
export async function openBehaviours(
  tx: Tx,
  workspaceId: number,
  { counted, read }: { counted: readonly BehaviourPlace[]; read: readonly BehaviourPlace[] },
): Promise<BehaviourRow[]> {
  const [locked, others] = await Promise.all([
    counted.length === 0 ? [] : lockPlaces(tx, workspaceId, counted.toSorted(inOrder)),
    read.length === 0 ? [] : selectPlaces(tx, workspaceId, read),
  ])
  return [...locked, ...others]
}

async function lockPlaces(tx: Tx, workspaceId: number, places: readonly BehaviourPlace[]): Promise<BehaviourRow[]> {
  const [, rows] = await Promise.all([
    tx`
      INSERT INTO behaviours (workspace_id, counter_id, user_id)
      SELECT ${workspaceId}, counter_id, user_id FROM unnest(${counterIds(places)}::uuid[], ${userIds(places)}::text[]) AS t (counter_id, user_id)
      ON CONFLICT DO NOTHING`,
    tx<BehaviourRow[]>`
      SELECT counter_id AS "counterId", user_id AS "userId", live, early, filled
      FROM behaviours JOIN unnest(${counterIds(places)}::uuid[], ${userIds(places)}::text[]) AS t (counter_id, user_id) USING (counter_id, user_id)
      WHERE workspace_id = ${workspaceId} ORDER BY counter_id, user_id COLLATE "C" FOR UPDATE OF behaviours`,
  ])
  return rows
}

function selectPlaces(tx: Tx, workspaceId: number, places: readonly BehaviourPlace[]): Promise<BehaviourRow[]> {
  return tx<BehaviourRow[]>`
    SELECT counter_id AS "counterId", user_id AS "userId", live, early, filled
    FROM behaviours JOIN unnest(${counterIds(places)}::uuid[], ${userIds(places)}::text[]) AS t (counter_id, user_id) USING (counter_id, user_id)
    WHERE workspace_id = ${workspaceId}`
}

/** Writes what was counted; the places are locked already. */
export async function writeBehaviours(tx: Tx, workspaceId: number, rows: readonly BehaviourRow[]): Promise<void> {
  if (rows.length === 0) return
  const json = (pick: (row: BehaviourRow) => object | null) =>
    textArray(
      rows.map((row) => {
        const value = pick(row)
        return value && JSON.stringify(value)
      }),
    )
  await tx`
    UPDATE behaviours SET live = counted.live::json, early = counted.early::json
    FROM unnest(${counterIds(rows)}::uuid[], ${userIds(rows)}::text[], ${json(({ live }) => live)}::text[], ${json(({ early }) => early)}::text[])
      AS counted (counter_id, user_id, live, early)
    WHERE workspace_id = ${workspaceId} AND behaviours.counter_id = counted.counter_id AND behaviours.user_id = counted.user_id`
}

function counterIds(places: readonly BehaviourPlace[]): string {
  return plainArray(places.map(({ counterId }) => counterId))
}

function userIds(places: readonly BehaviourPlace[]): string {
  return textArray(places.map(({ userId }) => userId))
}

function inOrder(left: BehaviourPlace, right: BehaviourPlace): number {
  return left.counterId === right.counterId ? compare(left.userId, right.userId) : compare(left.counterId, right.counterId)
}

function compare(left: string, right: string): number {
  if (left < right) return -1
  return left > right ? 1 : 0
}
