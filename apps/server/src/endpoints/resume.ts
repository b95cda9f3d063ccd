import type { EndpointResume, EndpointStop } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { drizzleOver } from '../db/drizzle-over.ts'
import { endPause } from '../health/store.ts'
import { uuidFloor } from '../ids.ts'
import { cancelHeldOfEndpoint } from '../queue/cancel.ts'
import { conflict } from '../service-error.ts'
import { findEndpoint } from './find.ts'
import { readStop } from './stop.ts'

/**
 * Ends the pause of an endpoint. `held` says what becomes of what was held meanwhile: it is sent (one in the first second,
 * twice as many in each that follows), dropped, or dropped but for what was made since a time. A delivery that is dropped is
 * `cancelled`.
 */
export async function resumeEndpoint({ ctx, input }: { ctx: Ctx; input: EndpointResume & { id: string } }): Promise<EndpointStop> {
  const { services, workspaceId } = ctx
  const { sql, background } = services.database
  const { id: endpointId, url } = await findEndpoint(sql, ctx, input.id)
  const { held = 'send' } = input
  const stop = await readStop(sql, ctx, endpointId)
  if (!stop.paused) throw conflict('This endpoint is not paused.')
  // What is to be dropped is cancelled while the pause still holds it, so that it cannot leave.
  const beforeId = held === 'drop' || held === 'send' ? undefined : uuidFloor(Date.parse(held.since))
  const dropped = held === 'send' ? 0 : await cancelHeldOfEndpoint(background, { workspaceId, endpointId, beforeId })
  await sql.begin(async (tx) => {
    const isEnded = await endPause(tx, { workspaceId, endpointId, nowMs: services.clock.now() })
    if (!isEnded) throw conflict('Somebody else has just resumed this endpoint.')
    const detail = { url, held, ...(dropped > 0 && { dropped }) }
    await recordAudit(drizzleOver(sql, tx), ctx, { action: 'endpoint.resume', targetKind: 'endpoint', targetId: input.id, detail })
  })
  await services.health.refresh()
  services.health.wake()
  services.topics.changed(['deliveries'])
  return readStop(sql, ctx, endpointId)
}
