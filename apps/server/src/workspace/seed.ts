import { eq, sql as raw } from 'drizzle-orm'
import { keyHash } from '../api-keys/hash.ts'
import { firstWorkspaceId } from '../context.ts'
import type { Db } from '../db/client.ts'
import { apiKeys, eventTypes, workspaces } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import type { Sealer } from '../seal.ts'
import { seededEventTypes } from './seeded-event-types.ts'

/** The database was set up under another master key; the message is one line with the remedy. */
export class WrongMasterKey extends Error {}

const checkText = 'hookline'
// Processes that start at once seed one after another.
const seedLock = 4_871_002

export interface SeedOptions {
  sealer: Sealer
  nowMs: number
  /** The value of a `manage` key that is made if the workspace has none. */
  apiKey: string | null
}

/** Makes the first workspace with its event types, and the key that the environment names. */
export async function seedWorkspace(db: Db, { sealer, nowMs, apiKey }: SeedOptions): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(raw`SELECT pg_advisory_xact_lock(${seedLock})`)
    const [existing] = await tx.select().from(workspaces).where(eq(workspaces.id, firstWorkspaceId))
    if (existing) checkMasterKey(existing.masterKeyCheck, sealer)
    else {
      await tx
        .insert(workspaces)
        .values({ id: firstWorkspaceId, name: 'Workspace', masterKeyCheck: sealer.seal(checkText), createdAt: new Date(nowMs) })
      await tx
        .insert(eventTypes)
        .values(seededEventTypes.map((type) => ({ ...type, workspaceId: firstWorkspaceId, source: 'declared' as const })))
    }
    if (apiKey === null) return
    const [key] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.workspaceId, firstWorkspaceId)).limit(1)
    if (key) return
    await tx.insert(apiKeys).values({
      workspaceId: firstWorkspaceId,
      id: newUuid(nowMs),
      name: 'HOOKLINE_API_KEY',
      scope: 'manage',
      hash: Buffer.from(keyHash(apiKey), 'base64'),
      hint: apiKey.slice(-4),
      createdAt: new Date(nowMs),
      createdBy: 'environment',
    })
    await bumpGeneration(tx, firstWorkspaceId)
  })
}

function checkMasterKey(sealed: Buffer | null, sealer: Sealer): void {
  if (sealed === null) return
  try {
    sealer.open(sealed)
  } catch {
    throw new WrongMasterKey(
      'HOOKLINE_MASTER_KEY (or DATA_DIR/master-key) is not the key that this database was set up with: give that one.',
    )
  }
}
