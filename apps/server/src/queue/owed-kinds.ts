import type { Owed } from './owed.ts'

/** Deliveries of a batch by what most of them share: one kind is sent to the database once, not once a row. */
export interface OwedKinds {
  /** The number of each delivery's kind. */
  kindOf: number[]
  /** A delivery of each kind. */
  kinds: Owed[]
}

/**
 * Groups deliveries by everything but id, message, event, user, URL, secret headers and body. Batches of one block come
 * in one or few kinds; in the worst case each delivery is a kind of its own.
 */
export function groupOwed(deliveries: readonly Owed[]): OwedKinds {
  const kinds: Owed[] = []
  const lastOfEndpoint = new Map<string, number>()
  const kindOf: number[] = []
  for (const owed of deliveries) {
    let kind = lastOfEndpoint.get(owed.endpointId)
    const example = kind === undefined ? undefined : kinds[kind]
    if (kind === undefined || !example || !isSameKind(example, owed)) {
      kind = kinds.push(owed) - 1
      lastOfEndpoint.set(owed.endpointId, kind)
    }
    kindOf.push(kind)
  }
  return { kindOf, kinds }
}

/** Lists and objects are compared as such: renderings of one block share them (render-call.ts). */
function isSameKind(a: Owed, b: Owed): boolean {
  return (
    a.eventType === b.eventType &&
    a.headers === b.headers &&
    a.campaignId === b.campaignId &&
    a.sourceId === b.sourceId &&
    a.nodeId === b.nodeId &&
    a.version === b.version &&
    a.method === b.method &&
    a.attempts === b.attempts &&
    a.resentFrom === b.resentFrom &&
    a.timeoutMs === b.timeoutMs &&
    a.success === b.success &&
    a.retry === b.retry &&
    a.workspaceId === b.workspaceId
  )
}
