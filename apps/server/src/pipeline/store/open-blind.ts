import type { Tx } from '../../db/client.ts'
import type { IncomingEvent } from '../incoming.ts'
import type { KnownUsers } from '../known-users.ts'
import { readSeen, storeIds, type UsersFound, whoWasSeen } from './ids-and-users.ts'

export interface BlindInput {
  /** The first event of each id. */
  events: readonly IncomingEvent[]
  /** Of the definitions that the batch is decided by. */
  generation: number
  nowMs: number
  knownUsers: KnownUsers
}

/**
 * Opens a batch that is decided without a look at what is stored (blind.ts): nothing of this need be waited for. Where the
 * definitions are of another generation, or an id was there before, it rejects, and nothing of the transaction is committed
 * (`isBlindMiss`). Ids and users are taken in the order in which every batch takes them. A user who was seen lately is there;
 * one who was known, and of whom there is nothing to read, is unseen: whoever marks users as seen makes it.
 */
export async function openBlind(tx: Tx, workspaceId: number, { events, generation, nowMs, knownUsers }: BlindInput): Promise<UsersFound> {
  const unsure = new Set<string>()
  for (const { userId } of events) if (!knownUsers.wasSeenLately(userId, nowMs)) unsure.add(userId)
  const [, , read] = await Promise.all([
    tx`SELECT require_generation(${workspaceId}, ${generation})`,
    storeIds(tx, workspaceId, { events, nowMs, isThere: (userId) => knownUsers.has(userId), repeated: 'refused' }),
    unsure.size === 0 ? [] : readSeen(tx, workspaceId, [...unsure].sort()),
  ])
  const { users, unseen } = whoWasSeen(read, nowMs)
  for (const { id } of read) unsure.delete(id)
  return { users, unseen: [...unseen, ...unsure] }
}
