import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import { uuidOf } from '../../ids.ts'
import type { IncomingEvent } from '../incoming.ts'
import { type KnownUsers, UserGone } from '../known-users.ts'

/** What a batch finds: which of its events were there before, and what is known of their users. */
export interface OpenBatch {
  known: ReadonlySet<string>
  states: Map<string, JsonObject>
  /** Users whose `last_seen_at` is older than its exactness. */
  unseen: string[]
}

/** `last_seen_at` is exact to this, but for users whose state changes: those are written anyway. */
export const lastSeenExactMs = 60_000

export interface OpenInput {
  /** The first event of each id. */
  events: readonly IncomingEvent[]
  /** Whether an event's user is locked though its state does not change. */
  isLocking?: (event: IncomingEvent) => boolean
  nowMs: number
  knownUsers: KnownUsers
}

/**
 * Opens a batch: stores the ids of its events, makes users that are missing, and loads the users' states; those that an
 * event is going to change, and those that are asked for, are locked until the batch ends. Every batch takes ids sorted, then
 * missing users sorted, then locks sorted, so that batches over the same ones wait for each other and never deadlock. The three statements travel
 * together. An id that we made needs no key to be unique, and none to be found: it holds the event's key itself. Nor is a
 * user made who is known. Throws `UserGone` where one who is known is missing.
 */
export async function openBatch(
  tx: Tx,
  workspaceId: number,
  { events, isLocking = () => false, nowMs, knownUsers }: OpenInput,
): Promise<OpenBatch> {
  const repeated = await findRepeatedOwn(tx, workspaceId, events)
  const candidates = repeated.size === 0 ? events : events.filter((event) => !repeated.has(event.id))
  const changing = new Set(candidates.filter((event) => event.state !== undefined || isLocking(event)).map((event) => event.userId))
  const reading = new Set(candidates.map((event) => event.userId).filter((userId) => !changing.has(userId)))
  const [known, changed, read] = await Promise.all([
    storeIds(tx, workspaceId, { events: candidates.filter((event) => !event.idMade || !knownUsers.has(event.userId)), nowMs, knownUsers }),
    changing.size === 0 ? [] : lockUsers(tx, workspaceId, [...changing].sort()),
    reading.size === 0 ? [] : readUsers(tx, workspaceId, { userIds: [...reading].sort(), nowMs }),
  ])
  const unseen = read.filter((row) => row.unseen).map((row) => row.id)
  const states = new Map([...changed, ...read].map((row) => [row.id, row.state]))
  const gone = candidates.find(({ userId }) => !states.has(userId) && knownUsers.has(userId))
  if (gone) throw new UserGone(`the user ${gone.userId} is no longer in the database`)
  return { known: new Set([...known, ...repeated]), states, unseen }
}

/** Stores the ids that callers gave, and makes the users of new events. Out: the ids that were there before. */
async function storeIds(tx: Tx, workspaceId: number, { events, nowMs, knownUsers }: OpenInput): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const sorted = events.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = await tx<{ event_id: string }[]>`
    WITH input AS (
      SELECT * FROM unnest(
        ${textArray(sorted.map((event) => (event.idMade ? null : event.id)))}::text[], ${plainArray(sorted.map((event) => event.key))}::uuid[],
        ${textArray(sorted.map(({ userId }) => (knownUsers.has(userId) ? null : userId)))}::text[]
      ) AS t (event_id, event_key, user_id)
    ), stored AS (
      INSERT INTO event_keys (workspace_id, event_id, event_key)
      SELECT ${workspaceId}, event_id, event_key FROM input WHERE event_id IS NOT NULL
      ON CONFLICT DO NOTHING RETURNING event_id
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

const nobody: ReadonlySet<string> = new Set()

/** Ids that we made for earlier events, and that a caller now gives back: they have no key, but their event is there. */
async function findRepeatedOwn(tx: Tx, workspaceId: number, events: readonly IncomingEvent[]): Promise<ReadonlySet<string>> {
  const own = events.flatMap((event) => (event.idMade ? [] : (uuidOf('evt', event.id) ?? [])))
  if (own.length === 0) return nobody
  const rows = await tx<
    { id: string }[]
  >`SELECT id FROM events WHERE workspace_id = ${workspaceId} AND key = ANY (${plainArray(own)}::uuid[])`
  return new Set(rows.map((row) => row.id))
}

interface UserRow {
  id: string
  state: JsonObject
}

function lockUsers(tx: Tx, workspaceId: number, userIds: readonly string[]): Promise<UserRow[]> {
  return tx<UserRow[]>`
    SELECT id, state FROM users WHERE workspace_id = ${workspaceId} AND id = ANY (${textArray(userIds)}::text[])
    ORDER BY id COLLATE "C" FOR UPDATE`
}

function readUsers(
  tx: Tx,
  workspaceId: number,
  { userIds, nowMs }: { userIds: readonly string[]; nowMs: number },
): Promise<(UserRow & { unseen: boolean })[]> {
  return tx<(UserRow & { unseen: boolean })[]>`
    SELECT id, state, last_seen_at < to_timestamp(${(nowMs - lastSeenExactMs) / 1000}::float8) AS unseen
    FROM users WHERE workspace_id = ${workspaceId} AND id = ANY (${textArray(userIds)}::text[])`
}
