import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { plainArray, textArray } from '../db/array-literal.ts'
import { newUuid } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'

/** A place that calls: a webhook (`nodeId` is empty) or a WebHook block, and its URL templates. */
export interface CallingPlace {
  nodeId: string
  urls: readonly string[]
}

export interface EndpointsOf {
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  places: readonly CallingPlace[]
}

/** Makes the endpoints that are missing. One that exists keeps its id, and with it its health, pause and rate. */
export async function ensureEndpoints(tx: DbOrTx, ctx: Ctx, { sourceKind, sourceId, places }: EndpointsOf): Promise<void> {
  const rows = places.flatMap(({ nodeId, urls }) => urls.map((url) => ({ nodeId, url })))
  if (rows.length === 0) return
  const nowMs = ctx.services.clock.now()
  await tx.execute(raw`
    INSERT INTO endpoints (workspace_id, source_kind, source_id, id, node_id, url)
    SELECT ${ctx.workspaceId}, ${sourceKind}, ${sourceId}::uuid, * FROM unnest(
      ${plainArray(rows.map(() => newUuid(nowMs)))}::uuid[], ${textArray(rows.map(({ nodeId }) => nodeId))}::text[],
      ${textArray(rows.map(({ url }) => url))}::text[])
    ON CONFLICT DO NOTHING`)
}
