import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { secrets } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import type { StoredSecrets } from './take-draft-secrets.ts'

/** Names of the secrets that are stored of a source, by node id ('' for a webhook). */
export async function storedSecrets(tx: DbOrTx, { workspaceId }: Ctx, sourceId: string): Promise<StoredSecrets> {
  const rows = await tx
    .select({ nodeId: secrets.nodeId, name: secrets.name })
    .from(secrets)
    .where(and(eq(secrets.workspaceId, workspaceId), eq(secrets.sourceId, sourceId), isNull(secrets.expiresAt)))
  const stored = new Map<string, Set<string>>()
  for (const { nodeId, name } of rows) stored.set(nodeId, (stored.get(nodeId) ?? new Set()).add(name))
  return stored
}
