/**
 * The HMAC-SHA256 of `head` followed by `body`, as base64. The caller brings it, so that a key can be prepared once and
 * a body may stay what it is (a string, a Buffer).
 */
export type Hmac<Key, Body> = (key: Key, head: string, body: Body) => string

/** What is signed: keys newest first (several while a rotation overlaps), the message id, seconds since 1970, the body. */
export interface Signable<Key, Body> {
  keys: readonly Key[]
  id: string
  timestampSeconds: number
  body: Body
}

/**
 * Makes the value of `webhook-signature` (Standard Webhooks, "Signature scheme"): `v1,<base64>` for each key, separated
 * by one space, over `<id>.<timestamp>.<body>`. Without keys it is the empty string: send no header then.
 */
export function sign<Key, Body = string>({ keys, id, timestampSeconds, body }: Signable<Key, Body>, hmac: Hmac<Key, Body>): string {
  const head = `${id}.${timestampSeconds}.`
  let signatures = ''
  for (const key of keys) signatures += `${signatures === '' ? '' : ' '}v1,${hmac(key, head, body)}`
  return signatures
}
