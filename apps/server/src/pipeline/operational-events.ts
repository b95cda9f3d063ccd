import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import { hostOf } from '../endpoints/host.ts'
import { newUuid, publicId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Decide } from './decide.ts'
import type { IncomingEvent } from './incoming.ts'
import { forgetOwedEvents, type OwedEvent, type PausedEvent, readOwedEvents, type UndeliveredEvent } from './store/owed-events.ts'

// Hookline's own events: they are stored and matched as any other, so that an automation can act on them; `*` does not
// mean them. What causes one owes it in the same statement (queue/owe-events.ts), here it is paid: decided, then forgotten.
// A process that dies between leaves it to whoever looks next, and its id makes the second time a duplicate.

export const ownEventTypes = { paused: 'hookline.endpoint_paused', undelivered: 'hookline.delivery_undelivered' } as const

// Any number that no other program of ours uses.
export const settleLock = 4_871_006
/** How often to look for what other processes left. */
const lookMs = 5000
const batchMax = 500
/** Whose event it is where it is nobody's in particular. */
const ownUserId = 'hookline'

export interface OperationalEvents {
  /** Looks now: something was written that may owe an event. */
  wake(): void
  /** Settles what is owed, then nothing any more. */
  stop(): Promise<void>
}

interface OperationalOptions {
  sql: Sql
  decide: Pick<Decide, 'settle'>
  clock: Clock
  log: Log
  workspaceId: number
}

/** Decides the events that Hookline owes of itself; what the database does not take at once is tried again. */
export function createOperationalEvents(options: OperationalOptions): OperationalEvents {
  let settling: Promise<void> | null = null
  let again = false
  let isStopped = false

  function wake(): void {
    again = settling !== null
    settling ??= settleOwed(options)
      .catch((error: unknown) => options.log.warn({ err: error }, 'events of Hookline itself could not be stored; trying again'))
      .finally(() => {
        settling = null
        if (again && !isStopped) wake()
      })
  }

  const timer = setInterval(wake, lookMs)
  wake()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      isStopped = true
      await settling
      wake()
      await settling
    },
  }
}

/** One process at a time, or each would decide what the others do; those that find the lock taken leave it. */
async function settleOwed({ sql, decide, clock, workspaceId }: OperationalOptions): Promise<void> {
  for (let count = batchMax; count === batchMax; ) {
    count = await sql.begin(async (lock) => {
      const [row] = await lock<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${settleLock}, ${workspaceId}) AS free`
      if (!row?.free) return 0
      const { events, keys } = await readOwedEvents(lock, workspaceId, batchMax)
      // Each is a call of its own: one that the database refuses takes no other with it.
      if (events.length > 0) await decide.settle(events.map((owed) => ({ keyId: null, events: [toIncoming(owed, clock.now())] })))
      await forgetOwedEvents(lock, workspaceId, keys)
      return keys.length
    })
  }
}

function toIncoming(owed: OwedEvent, nowMs: number): IncomingEvent {
  const occurredAt = new Date(owed.at).toISOString()
  const told = owed.kind === 'paused' ? toldOfPause(owed, owed.at) : toldOfUndelivered(owed)
  return { key: newUuid(nowMs), idMade: false, occurredAt, occurredAtSent: occurredAt, ...told }
}

type Told = Pick<IncomingEvent, 'id' | 'type' | 'userId' | 'campaignId' | 'data'>

function toldOfPause({ endpointId, reason }: PausedEvent, at: number): Told {
  const data = { endpointId: publicId('ep', endpointId), reason }
  const type = ownEventTypes.paused
  return { id: `${type} ${data.endpointId} ${at}`, type, userId: ownUserId, campaignId: null, data }
}

function toldOfUndelivered(owed: UndeliveredEvent): Told {
  const { deliveryId: id, userId, campaignId, messageId, eventId, eventType, sourceKind, sourceId, endpointId, url } = owed
  const { error, message, status, attempts } = owed
  const deliveryId = publicId('dlv', id)
  const source = { kind: sourceKind, id: publicId(sourceKind === 'webhook' ? 'whk' : 'aut', sourceId) }
  const data = {
    ...{ deliveryId, messageId: publicId('msg', messageId), eventId, eventType, source, endpointId: publicId('ep', endpointId) },
    ...{ host: hostOf(url), error, message, status, attempts },
  }
  const type = ownEventTypes.undelivered
  return { id: `${type} ${deliveryId}`, type, userId, campaignId, data }
}
