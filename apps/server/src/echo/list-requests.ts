import type { EchoRequest } from '@hookline/schema'
import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { echoRequests } from '../db/schema/index.ts'
import { echoRequestsShown } from './limits.ts'
import { toEchoRequest } from './row.ts'

/** The last 100 requests of a bucket, newest first; none for a bucket that is not there yet. */
export async function listEchoRequests({ ctx, input }: { ctx: Ctx; input: { secret: string } }): Promise<EchoRequest[]> {
  const { id, method, path, query, headers, body } = echoRequests
  const rows = await ctx.services.database.db
    .select({ id, method, path, query, headers, body })
    .from(echoRequests)
    .where(and(eq(echoRequests.workspaceId, ctx.workspaceId), eq(echoRequests.secret, input.secret)))
    .orderBy(desc(echoRequests.id))
    .limit(echoRequestsShown)
  return rows.map(toEchoRequest)
}
