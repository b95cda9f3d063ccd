import { type Entries, entryKey } from '@hookline/engine'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/** A user and an automation that does not let everybody in again. */
export interface EntryPlace {
  automationId: string
  userId: string
}

/**
 * Reads who has entered, and who has a run that waits (who waits has entered too); their users are locked, so that nobody
 * enters meanwhile. Out: these places, and maybe others of the same users and automations.
 */
export async function readEntries(tx: Tx, workspaceId: number, places: readonly EntryPlace[]): Promise<Entries> {
  const automationIds = plainArray([...new Set(places.map(({ automationId }) => automationId))])
  const userIds = textArray([...new Set(places.map(({ userId }) => userId))])
  const [entered, running] = await Promise.all([
    tx<EntryPlace[]>`
      SELECT automation_id AS "automationId", user_id AS "userId"
      FROM run_entries
      WHERE workspace_id = ${workspaceId} AND automation_id = ANY (${automationIds}::uuid[]) AND user_id = ANY (${userIds}::text[])`,
    tx<EntryPlace[]>`
      SELECT DISTINCT automation_id AS "automationId", user_id AS "userId"
      FROM waiting_runs
      WHERE workspace_id = ${workspaceId} AND user_id = ANY (${userIds}::text[]) AND automation_id = ANY (${automationIds}::uuid[])`,
  ])
  return { entered: keysOf([...entered, ...running]), running: keysOf(running) }
}

/** Notes who has entered an automation that lets each user in once. */
export async function insertEntries(tx: Tx, workspaceId: number, places: readonly EntryPlace[]): Promise<void> {
  if (places.length === 0) return
  await tx`
    INSERT INTO run_entries (workspace_id, automation_id, user_id)
    SELECT ${workspaceId}, automation_id, user_id
    FROM unnest(${plainArray(places.map(({ automationId }) => automationId))}::uuid[], ${textArray(places.map(({ userId }) => userId))}::text[])
      AS t (automation_id, user_id)
    ON CONFLICT DO NOTHING`
}

function keysOf(places: readonly EntryPlace[]): Set<string> {
  return new Set(places.map(({ automationId, userId }) => entryKey(automationId, userId)))
}
