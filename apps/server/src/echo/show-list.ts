import { createHash } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { echoRequests } from '../db/schema/index.ts'
import { listEchoRequests } from './list-requests.ts'
import { echoPage } from './page/page.ts'
import { findEchoBucket } from './read.ts'
import { echoUrl } from './row.ts'

/** The page of a bucket, or null where the browser shows this state of it already. */
export async function showEchoList({ ctx, input }: { ctx: Ctx; input: { secret: string; knownEtag: string | undefined } }) {
  const { secret, knownEtag } = input
  const bucket = await findEchoBucket({ ctx, input })
  const [newest] = await ctx.services.database.db
    .select({ id: echoRequests.id })
    .from(echoRequests)
    .where(and(eq(echoRequests.workspaceId, ctx.workspaceId), eq(echoRequests.secret, secret)))
    .orderBy(desc(echoRequests.id))
    .limit(1)
  const state = JSON.stringify([newest?.id ?? null, bucket?.answer ?? null])
  const etag = `"${createHash('sha256').update(state).digest('base64url').slice(0, 22)}"`
  if (knownEtag === etag) return { etag, page: null }
  const requests = await listEchoRequests({ ctx, input })
  return { etag, page: echoPage({ secret, url: echoUrl(ctx.services.config, secret), bucket, requests, etag }) }
}
