import { randomBytes } from 'node:crypto'
import type { ApiKey, apiKeyInputSchema } from '@hookline/schema'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { apiKeys } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import { keyHash } from './hash.ts'
import { toApiKey } from './row.ts'

/** Makes a key. Its text is in this answer and nowhere else: only its hash is kept. */
export async function createApiKey({ ctx, input }: { ctx: Ctx; input: z.output<typeof apiKeyInputSchema> }): Promise<ApiKey> {
  const { services, workspaceId, actor } = ctx
  const key = `hk_${randomBytes(32).toString('base64url')}`
  const createdAt = new Date(services.clock.now())
  const row = {
    ...{ workspaceId, id: newUuid(createdAt.getTime()), name: input.name, scope: input.scope, createdAt, createdBy: actor.name },
    ...{ hash: Buffer.from(keyHash(key), 'base64'), hint: key.slice(-4), lastUsedAt: null, revokedAt: null },
  }
  await services.database.db.transaction(async (tx) => {
    await tx.insert(apiKeys).values(row)
    const detail = { name: row.name, scope: row.scope, hint: row.hint }
    await recordAudit(tx, ctx, { action: 'api-key.create', targetKind: 'api-key', targetId: publicId('key', row.id), detail })
    await bumpGeneration(tx, workspaceId)
  })
  return { ...toApiKey(row), key }
}
