import type { EndpointStop } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { drizzleOver } from '../db/drizzle-over.ts'
import { setPause } from '../health/store.ts'
import { holdOwed } from '../queue/hold.ts'
import { conflict } from '../service-error.ts'
import { findEndpoint } from './find.ts'
import { readStop } from './stop.ts'

/** Pauses an endpoint: what it is owed, and what is made for it from now on, is held. */
export async function pauseEndpoint({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<EndpointStop> {
  const { services, workspaceId, actor } = ctx
  const { sql, background } = services.database
  const { id: endpointId, url } = await findEndpoint(sql, ctx, input.id)
  await sql.begin(async (tx) => {
    const isPaused = await setPause(tx, { workspaceId, endpointId, reason: 'by-hand', by: actor.name, nowMs: services.clock.now() })
    if (!isPaused) throw conflict('This endpoint is paused already.')
    await recordAudit(drizzleOver(sql, tx), ctx, { action: 'endpoint.pause', targetKind: 'endpoint', targetId: input.id, detail: { url } })
  })
  await services.health.refresh()
  await holdOwed(background, { workspaceId, endpointId }, 'endpoint-paused')
  services.topics.changed(['deliveries'])
  return readStop(sql, ctx, endpointId)
}
