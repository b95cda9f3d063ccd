import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { echoBuckets, echoRequests } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { echoHint, echoTopic } from './row.ts'

/** Removes a bucket with everything it received. A later request to its URL makes a new one. */
export async function removeEchoBucket({ ctx, input }: { ctx: Ctx; input: { secret: string } }): Promise<void> {
  const { services, workspaceId } = ctx
  await services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(echoBuckets)
      .where(and(eq(echoBuckets.workspaceId, workspaceId), eq(echoBuckets.secret, input.secret)))
      .returning()
    if (!row) throw notFound('echo bucket', input.secret)
    await tx.delete(echoRequests).where(and(eq(echoRequests.workspaceId, workspaceId), eq(echoRequests.secret, input.secret)))
    await recordAudit(tx, ctx, {
      ...{ action: 'echo-bucket.remove', targetKind: 'echo-bucket', targetId: echoHint(row.secret) },
      detail: { name: row.name },
    })
  })
  services.topics.changed([echoTopic(input.secret)])
}
