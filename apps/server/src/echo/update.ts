import type { EchoBucket, echoBucketPatchSchema } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { echoBuckets } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { echoHint, echoTopic, toEchoBucket } from './row.ts'

type EchoBucketPatch = z.output<typeof echoBucketPatchSchema>

/** Changes a bucket's name, or what it answers; the answer is replaced whole. */
export async function updateEchoBucket({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { secret: string; patch: EchoBucketPatch }
}): Promise<EchoBucket> {
  const { services, workspaceId } = ctx
  const { name, answer } = input.patch
  const bucket = await services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .update(echoBuckets)
      // An UPDATE needs a column even where nothing is asked for.
      .set({ secret: input.secret, ...(name !== undefined && { name }), ...(answer && { answer }) })
      .where(and(eq(echoBuckets.workspaceId, workspaceId), eq(echoBuckets.secret, input.secret)))
      .returning()
    if (!row) throw notFound('echo bucket', input.secret)
    await recordAudit(tx, ctx, {
      ...{ action: 'echo-bucket.update', targetKind: 'echo-bucket', targetId: echoHint(row.secret) },
      detail: { name: row.name, status: row.answer.status, delayMs: row.answer.delayMs },
    })
    return toEchoBucket(row, services.config)
  })
  services.topics.changed([echoTopic(bucket.secret)])
  return bucket
}
