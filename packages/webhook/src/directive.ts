/**
 * What a receiver may say of a delivery beside its status, in the header `webhook-delivery` of its answer: `abort-message`
 * wants this message never again, `disable` wants no more calls at all.
 */
export type Directive = 'abort-message' | 'disable'

const name = 'webhook-delivery'

/** In: the headers of an answer, as they came. Out: what the receiver asks, null where it asks nothing that is known. */
export function directiveOf(headers: readonly (readonly [name: string, value: string])[]): Directive | null {
  for (const [header, value] of headers) {
    if (header.length !== name.length || header.toLowerCase() !== name) continue
    const text = value.trim().toLowerCase()
    if (text === 'abort-message' || text === 'disable') return text
  }
  return null
}
