import { type JsonObject, ownEventTypePrefix } from '@hookline/schema'
import type { Clock } from '../clock.ts'
import { hostOf } from '../endpoints/host.ts'
import type { PauseReason } from '../health/endpoint-state.ts'
import { newUuid, publicId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Owed } from '../queue/owed.ts'
import { createBatcher } from './batcher.ts'
import type { Decide } from './decide.ts'
import type { IncomingEvent } from './incoming.ts'

// Hookline's own events: they are stored and matched as any other, so that an automation can act on them; `*` does not
// mean them. Those that come of their own deliveries are not raised, or a dead receiver would keep itself busy.

export const ownEventTypes = { paused: 'hookline.endpoint_paused', undelivered: 'hookline.delivery_undelivered' } as const
/** Whose event it is where it is nobody's in particular. */
const ownUserId = 'hookline'
const batchMax = 500
const retryMs = 1000

export interface OperationalEvents {
  /** Says that a delivery ended without success. */
  undelivered(owed: Owed, why: { error: string; message: string | null; status: number | null; attempts: number }): void
  /** Says that an endpoint was paused by itself. */
  paused(endpointId: string, reason: PauseReason): void
  /** Stores what waits, then takes nothing any more. */
  stop(): Promise<void>
}

interface OperationalOptions {
  decide: Pick<Decide, 'settle'>
  clock: Clock
  log: Log
}

/** Raises Hookline's own events. What the database does not take at once is tried again until the stop. */
export function createOperationalEvents({ decide, clock, log }: OperationalOptions): OperationalEvents {
  let isStopped = false
  const batcher = createBatcher<IncomingEvent>({ take: (waiting) => Math.min(waiting.length, batchMax), settle })

  async function settle(events: IncomingEvent[]): Promise<void> {
    for (;;) {
      try {
        await decide.settle([{ keyId: null, events }])
        return
      } catch (error) {
        log.warn({ err: error, events: events.length }, 'events of Hookline itself could not be stored; trying again')
        if (isStopped) return
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  function raise(
    type: string,
    { id, userId, campaignId, data }: { id: string; userId: string; campaignId: string | null; data: JsonObject },
  ) {
    const nowMs = clock.now()
    const occurredAt = new Date(nowMs).toISOString()
    batcher.push({ id, key: newUuid(nowMs), idMade: false, type, userId, campaignId, occurredAt, occurredAtSent: occurredAt, data })
  }

  return {
    undelivered(owed, { error, message, status, attempts }) {
      if (owed.eventType.startsWith(ownEventTypePrefix)) return
      const { id, userId, campaignId, messageId, eventId, eventType, sourceKind, sourceId, endpointId, url } = owed
      const deliveryId = publicId('dlv', id)
      const source = { kind: sourceKind, id: publicId(sourceKind === 'webhook' ? 'whk' : 'aut', sourceId) }
      const data = {
        ...{ deliveryId, messageId: publicId('msg', messageId), eventId, eventType, source, endpointId: publicId('ep', endpointId) },
        ...{ host: hostOf(url), error, message, status, attempts },
      }
      raise(ownEventTypes.undelivered, { id: `${ownEventTypes.undelivered} ${deliveryId}`, userId, campaignId, data })
    },
    paused(endpointId, reason) {
      const data = { endpointId: publicId('ep', endpointId), reason }
      const id = `${ownEventTypes.paused} ${data.endpointId} ${clock.now()}`
      raise(ownEventTypes.paused, { id, userId: ownUserId, campaignId: null, data })
    },
    async stop() {
      isStopped = true
      await batcher.idle()
    },
  }
}
