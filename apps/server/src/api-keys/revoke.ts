import { and, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { apiKeys } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { bumpGeneration, type DbOrTx } from '../live/bump.ts'
import { conflict, notFound } from '../service-error.ts'

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
    if (row.scope === 'manage' && !(await hasManageKey(tx, ctx.workspaceId))) {
      throw conflict('This is the last key with the scope "manage": without it nobody could get in. Make another one first.')
    }
    const detail = { name: row.name, scope: row.scope, hint: row.hint }
    await recordAudit(tx, ctx, { action: 'api-key.revoke', targetKind: 'api-key', targetId: input.id, detail })
    await bumpGeneration(tx, ctx.workspaceId)
  })
}

async function hasManageKey(tx: DbOrTx, workspaceId: number): Promise<boolean> {
  // Two last keys that are revoked at once would each see the other: they take the workspace's row in turn.
  await tx.execute(sql`SELECT FROM workspaces WHERE id = ${workspaceId} FOR UPDATE`)
  const [left] = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.scope, 'manage'), isNull(apiKeys.revokedAt)))
    .limit(1)
  return left !== undefined
}
