import { and, eq, isNull, sql as raw } from 'drizzle-orm'
import { keyHash } from '../api-keys/hash.ts'
import { firstWorkspaceId } from '../context.ts'
import type { Db } from '../db/client.ts'
import { apiKeys, eventTypes, workspaces } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import type { Log } from '../log.ts'
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
  log: Log
}

/** Makes the first workspace with its event types, and the key that the environment names. */
export async function seedWorkspace(db: Db, { sealer, nowMs, apiKey, log }: SeedOptions): Promise<void> {
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
    const hash = Buffer.from(keyHash(apiKey), 'base64')
    const live = await tx
      .select({ scope: apiKeys.scope, hash: apiKeys.hash })
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, firstWorkspaceId), isNull(apiKeys.revokedAt)))
    if (live.some((key) => key.scope === 'manage')) {
      if (!live.some((key) => key.hash.equals(hash))) log.warn('HOOKLINE_API_KEY is not used: the workspace has a manage key already.')
      return
    }
    const key = {
      name: 'HOOKLINE_API_KEY',
      scope: 'manage' as const,
      createdAt: new Date(nowMs),
      createdBy: 'environment',
      revokedAt: null,
    }
    await tx
      .insert(apiKeys)
      .values({ ...key, workspaceId: firstWorkspaceId, id: newUuid(nowMs), hash, hint: apiKey.slice(-4) })
      .onConflictDoUpdate({ target: apiKeys.hash, set: key })
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
