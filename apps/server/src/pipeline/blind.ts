import { uuidOf } from '../ids.ts'
import type { Live } from '../live/load.ts'
import { planBehaviour } from './behaviour-ledger.ts'
import type { IncomingEvent } from './incoming.ts'

// A batch waits for the database twice: for what is stored of its users and events, and for the commit. Most batches need
// not look: their events are new, change no state, and set off nothing that asks for one. Such a batch is decided at once, and
// sent as a whole; the database refuses it where that was wrong, and it is decided again, looking (docs/decisions/0016).

/** After a batch that was refused for it, batches look for so long: callers that repeat events do so for a while. */
export const looksForMs = 1000

/** Whether a batch can be decided without a look at what is stored, if its ids are new and the definitions still these. */
export function canBeBlind(events: readonly IncomingEvent[], live: Live, now: string): boolean {
  return events.every((event) => asksNothing(event, live)) && planBehaviour(live.counters, events, now) === null
}

/** An id of the form of ours that a caller gives back may be that of an event, which has no key. */
function asksNothing({ state, type, id, idMade }: IncomingEvent, live: Live): boolean {
  if (state !== undefined || live.usesState(type) || live.index.guarded(type).length > 0) return false
  return idMade || uuidOf('evt', id) === null
}
