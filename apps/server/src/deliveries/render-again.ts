import { eventScope } from '@hookline/engine'
import type { JsonObject } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { findStoredEvent, type StoredEvent } from '../events/find.ts'
import { toEvent } from '../events/row.ts'
import type { Live, LiveCall } from '../live/load.ts'
import { type RenderedCall, renderCall } from '../pipeline/render-call.ts'
import { conflict } from '../service-error.ts'
import type { DoneDelivery } from './find-done.ts'

const orStored = 'Resend it as it is stored ("render": "stored"), or send the event once more under a new id.'

/**
 * Renders a delivery anew: its stored event and its user's present state by the present definition of its source. It is
 * a new message. 409 where the event, the source, its block or the URL is gone.
 */
export async function renderAgain(tx: Tx, ctx: Ctx, { done, live }: { done: DoneDelivery; live: Live }): Promise<RenderedCall[number]> {
  const { services, workspaceId } = ctx
  const { call, urlIndex } = findCall(done, live)
  const event = await findStoredEvent(tx, workspaceId, done.eventId)
  if (!event) throw conflict(`Its event "${done.eventId}" is no longer kept. Resend it as it is stored ("render": "stored").`)
  const nowMs = services.clock.now()
  // The event's own state was merged into the user's when it came; what is there now is newer.
  const { state: _merged, ...happened } = toEvent(event)
  const scope = eventScope(happened, await readState(tx, event), { campaigns: live.campaigns, now: new Date(nowMs).toISOString() })
  const context = { workspaceId, nowMs, sealer: services.sealer, groups: live.groups }
  const [rendered] = renderCall({ event, ...call, nodeId: done.nodeId ?? '', scope }, context, [urlIndex])
  if (!rendered) throw new Error('a call of one URL rendered none')
  return rendered
}

function findCall({ sourceKind, sourceId, nodeId, endpointId }: DoneDelivery, live: Live): { call: LiveCall; urlIndex: number } {
  const call = live.findCall(sourceId, nodeId)
  if (!call) {
    throw conflict(
      sourceKind === 'webhook'
        ? 'Its webhook was deleted, so there is nothing to render it by. Make the webhook again and send the event once more under a new id.'
        : `The published version of its automation has no such WebHook block any more. ${orStored}`,
    )
  }
  const urlIndex = call.request.endpointIds.indexOf(endpointId)
  if (urlIndex < 0) throw conflict(`Its URL is no longer one of the ${sourceKind}'s. ${orStored}`)
  return { call, urlIndex }
}

async function readState(tx: Tx, { workspaceId, userId }: StoredEvent): Promise<JsonObject> {
  const [row] = await tx<{ state: JsonObject }[]>`SELECT state FROM users WHERE workspace_id = ${workspaceId} AND id = ${userId}`
  return row?.state ?? {}
}
