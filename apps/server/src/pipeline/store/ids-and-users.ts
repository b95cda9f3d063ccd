import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { IncomingEvent } from '../incoming.ts'
import { lastSeenExactMs } from '../known-users.ts'

// What every batch begins with, whether it looks at what is stored or not (open-batch.ts, open-blind.ts).

/** Users of a batch, and what is to be remembered of them once it is committed. */
export interface UsersFound {
  /** Until when `last_seen_at` is exact enough for each. */
  users: [userId: string, untilMs: number][]
  /** Those for whom it is not. */
  unseen: string[]
}

/** A user, and when it was last seen, in epoch milliseconds. */
export interface SeenRow {
  id: string
  seenMs: number
}

export interface UserRow extends SeenRow {
  state: JsonObject
}

interface IdsToStore {
  /** The first event of each id. */
  events: readonly IncomingEvent[]
  nowMs: number
  /** Whether a user is certainly in the database, and need not be made. */
  isThere: (userId: string) => boolean
  /** What becomes of an id that was there before: it is passed over, or the statement fails. */
  repeated?: 'passed-over' | 'refused'
}

/** Stores the ids that callers gave, and makes the users of new events. Out: the ids that were there before. */
export async function storeIds(
  tx: Tx,
  workspaceId: number,
  { events, nowMs, isThere, repeated = 'passed-over' }: IdsToStore,
): Promise<Set<string>> {
  const telling = events.filter((event) => !event.idMade || !isThere(event.userId))
  if (telling.length === 0) return new Set()
  const sorted = telling.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = await tx<{ event_id: string }[]>`
    WITH input AS (
      SELECT * FROM unnest(
        ${textArray(sorted.map((event) => (event.idMade ? null : event.id)))}::text[], ${plainArray(sorted.map((event) => event.key))}::uuid[],
        ${textArray(sorted.map(({ userId }) => (isThere(userId) ? null : userId)))}::text[]
      ) AS t (event_id, event_key, user_id)
    ), stored AS (
      INSERT INTO event_keys (workspace_id, event_id, event_key)
      SELECT ${workspaceId}, event_id, event_key FROM input WHERE event_id IS NOT NULL
      ${repeated === 'refused' ? tx`` : tx`ON CONFLICT DO NOTHING`} RETURNING event_id
    ), users_made AS (
      INSERT INTO users (workspace_id, id, state, first_seen_at, last_seen_at)
      SELECT ${workspaceId}, user_id, '{}'::json, to_timestamp(${nowMs / 1000}::float8), to_timestamp(${nowMs / 1000}::float8)
      FROM input WHERE user_id IS NOT NULL AND (event_id IS NULL OR event_id IN (SELECT event_id FROM stored))
      GROUP BY user_id ORDER BY user_id COLLATE "C"
      ON CONFLICT DO NOTHING
    )
    SELECT event_id FROM input WHERE event_id IS NOT NULL AND event_id NOT IN (SELECT event_id FROM stored)`
  return new Set(rows.map((row) => row.event_id))
}

const seenMs = (tx: Tx) => tx`date_part('epoch', last_seen_at) * 1000 AS "seenMs"`

/** In: users' ids. Out: those that are there, with their states. */
export function readUsers(tx: Tx, workspaceId: number, userIds: readonly string[]): Promise<UserRow[]> {
  return tx<UserRow[]>`
    SELECT id, state, ${seenMs(tx)} FROM users WHERE workspace_id = ${workspaceId} AND id = ANY (${textArray(userIds)}::text[])`
}

/** The same without their states. */
export function readSeen(tx: Tx, workspaceId: number, userIds: readonly string[]): Promise<SeenRow[]> {
  return tx<SeenRow[]>`
    SELECT id, ${seenMs(tx)} FROM users WHERE workspace_id = ${workspaceId} AND id = ANY (${textArray(userIds)}::text[])`
}

/** Who of the users that were read has to be marked as seen now. */
export function whoWasSeen(read: readonly SeenRow[], nowMs: number): UsersFound {
  const users: UsersFound['users'] = []
  const unseen: string[] = []
  for (const { id, seenMs } of read) {
    const isUnseen = seenMs < nowMs - lastSeenExactMs
    if (isUnseen) unseen.push(id)
    users.push([id, (isUnseen ? nowMs : seenMs) + lastSeenExactMs])
  }
  return { users, unseen }
}
