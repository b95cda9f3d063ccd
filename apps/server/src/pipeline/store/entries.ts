import { type Entries, entryKey } from '@hookline/engine'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/** A user and an automation that does not let everybody in again. */
export interface EntryPlace {
  automationId: string
  userId: string
}

/** Reads who has entered, and who has a run that waits; their users are locked, so that nobody enters meanwhile. */
export async function readEntries(tx: Tx, workspaceId: number, places: readonly EntryPlace[]): Promise<Entries> {
  const automationIds = plainArray(places.map(({ automationId }) => automationId))
  const userIds = textArray(places.map(({ userId }) => userId))
  const [entered, running] = await Promise.all([
    tx<EntryPlace[]>`
      SELECT automation_id AS "automationId", user_id AS "userId"
      FROM run_entries JOIN unnest(${automationIds}::uuid[], ${userIds}::text[]) AS t (automation_id, user_id) USING (automation_id, user_id)
      WHERE workspace_id = ${workspaceId}`,
    tx<EntryPlace[]>`
      SELECT DISTINCT automation_id AS "automationId", user_id AS "userId"
      FROM waiting_runs JOIN unnest(${automationIds}::uuid[], ${userIds}::text[]) AS t (automation_id, user_id) USING (automation_id, user_id)
      WHERE workspace_id = ${workspaceId}`,
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
