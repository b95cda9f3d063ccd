import type { EchoBucket } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { echoBuckets } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { toEchoBucket } from './row.ts'

/** The bucket of a secret, or null before its first request. */
export async function findEchoBucket({ ctx, input }: { ctx: Ctx; input: { secret: string } }): Promise<EchoBucket | null> {
  const [row] = await ctx.services.database.db
    .select()
    .from(echoBuckets)
    .where(and(eq(echoBuckets.workspaceId, ctx.workspaceId), eq(echoBuckets.secret, input.secret)))
  return row ? toEchoBucket(row, ctx.services.config) : null
}

export async function readEchoBucket({ ctx, input }: { ctx: Ctx; input: { secret: string } }): Promise<EchoBucket> {
  const bucket = await findEchoBucket({ ctx, input })
  if (!bucket) throw notFound('echo bucket', input.secret)
  return bucket
}
