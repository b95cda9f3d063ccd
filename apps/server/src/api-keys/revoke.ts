import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { apiKeys } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import { notFound } from '../service-error.ts'

/** Revokes a key: from the answer on it is refused, on every process. */
export async function revokeApiKey({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  const id = uuidOf('key', input.id)
  if (id === null) throw notFound('API key', input.id)
  await ctx.services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: new Date(ctx.services.clock.now()) })
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning()
    if (!row) throw notFound('API key', input.id)
    const detail = { name: row.name, scope: row.scope, hint: row.hint }
    await recordAudit(tx, ctx, { action: 'api-key.revoke', targetKind: 'api-key', targetId: input.id, detail })
    await bumpGeneration(tx, ctx.workspaceId)
  })
}
