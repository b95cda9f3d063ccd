import { mergeState } from '@hookline/engine'
import { type JsonObject, stateBytesMax } from '@hookline/schema'
import type { IncomingEvent, IncomingRequest } from './incoming.ts'

// A state is read and written whole with each batch, so it must not grow for ever. What a batch makes of it is known only when
// the batch is decided: an event that makes it too large is refused then, and its call alone.

/** An event of a call that would make its user's state too large: its place in the call, and how large. */
export interface TooLarge {
  index: number
  bytes: number
}

/** Calls of a batch that cannot be stored, for what they would make of a state. Nothing of the batch is stored yet. */
export class LargeStates extends Error {
  readonly refused: ReadonlyMap<IncomingRequest, readonly TooLarge[]>
  constructor(refused: ReadonlyMap<IncomingRequest, readonly TooLarge[]>) {
    super('events would make states too large')
    this.refused = refused
  }
}

interface Changed {
  requests: readonly IncomingRequest[]
  isFresh: (event: IncomingEvent) => boolean
  before: ReadonlyMap<string, JsonObject>
  /** The states that changed, as JSON. */
  after: ReadonlyMap<string, string>
}

/** A UTF-16 unit is three bytes of UTF-8 at most, so nearly no state needs to be counted. */
const bytesPerUnitMax = 3

/** Throws LargeStates where a state became too large; one that is so already may shrink. */
export function refuseLargeStates({ requests, isFresh, before, after }: Changed): void {
  const large = new Map<string, JsonObject>()
  for (const [userId, text] of after) {
    if (text.length * bytesPerUnitMax <= stateBytesMax) continue
    const former = before.get(userId) ?? {}
    if (isTooLarge(text, former)) large.set(userId, former)
  }
  if (large.size === 0) return
  const refused = new Map<IncomingRequest, TooLarge[]>()
  for (const request of requests) {
    for (const [index, event] of request.events.entries()) {
      const former = large.get(event.userId)
      if (former === undefined || !event.state || !isFresh(event)) continue
      const merged = mergeState(former, event.state)
      const text = JSON.stringify(merged)
      if (!isTooLarge(text, former)) large.set(event.userId, merged)
      else refused.set(request, [...(refused.get(request) ?? []), { index, bytes: Buffer.byteLength(text) }])
    }
  }
  if (refused.size > 0) throw new LargeStates(refused)
}

function isTooLarge(text: string, former: JsonObject): boolean {
  const bytes = Buffer.byteLength(text)
  return bytes > stateBytesMax && bytes > Buffer.byteLength(JSON.stringify(former))
}
