import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import { uuidOf } from '../../ids.ts'
import type { IncomingEvent } from '../incoming.ts'
import { type KnownUsers, UserGone } from '../known-users.ts'
import { readUsers, storeIds, type UserRow, type UsersFound, whoWasSeen } from './ids-and-users.ts'

/** What a batch finds: which of its events were there before, and what is known of their users. */
export interface OpenBatch extends UsersFound {
  known: ReadonlySet<string>
  states: Map<string, JsonObject>
}

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
    storeIds(tx, workspaceId, { events: candidates, nowMs, isThere: (userId) => knownUsers.has(userId) }),
    changing.size === 0 ? [] : lockUsers(tx, workspaceId, [...changing].sort()),
    reading.size === 0 ? [] : readUsers(tx, workspaceId, [...reading].sort()),
  ])
  const states = new Map([...changed, ...read].map((row) => [row.id, row.state]))
  const gone = candidates.find(({ userId }) => !states.has(userId) && knownUsers.has(userId))
  if (gone) throw new UserGone(`the user ${gone.userId} is no longer in the database`)
  const { users, unseen } = whoWasSeen(read, nowMs)
  // Of those that are locked it is not known yet whether they will be written.
  for (const { id } of changed) users.push([id, 0])
  return { known: new Set([...known, ...repeated]), states, users, unseen }
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

function lockUsers(tx: Tx, workspaceId: number, userIds: readonly string[]): Promise<Omit<UserRow, 'seenMs'>[]> {
  return tx<Omit<UserRow, 'seenMs'>[]>`
    SELECT id, state FROM users WHERE workspace_id = ${workspaceId} AND id = ANY (${textArray(userIds)}::text[])
    ORDER BY id COLLATE "C" FOR UPDATE`
}
