import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { secrets } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import type { SecretName } from './prune.ts'

/** Gives a copy the secrets that it speaks of. They stay sealed: whoever copies does not see them. */
export async function copySecrets(
  tx: DbOrTx,
  { services, workspaceId }: Ctx,
  { fromId, toId, used }: { fromId: string; toId: string; used: readonly SecretName[] },
): Promise<void> {
  if (used.length === 0) return
  const stored = await tx
    .select({ nodeId: secrets.nodeId, name: secrets.name, sealed: secrets.sealed })
    .from(secrets)
    .where(and(eq(secrets.workspaceId, workspaceId), eq(secrets.sourceId, fromId), isNull(secrets.expiresAt)))
  const copied = stored.filter(({ nodeId, name }) => used.some((secret) => secret.nodeId === nodeId && secret.name === name))
  if (copied.length === 0) return
  const nowMs = services.clock.now()
  await tx.insert(secrets).values(copied.map((secret) => ({ ...secret, workspaceId, sourceId: toId, id: newUuid(nowMs) })))
}
