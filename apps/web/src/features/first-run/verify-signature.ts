import type { EchoRequest } from '@hookline/schema'

/**
 * Whether a request was signed with a secret (Standard Webhooks).
 * Out: null where this cannot be told: without a secure context the browser has no HMAC.
 */
export async function verifySignature(secret: string, { headers, body, bodyEncoding }: EchoRequest): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle || bodyEncoding !== 'utf8') return null
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (char) => char.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const signatures = (headers['webhook-signature'] ?? '').split(' ').filter((one) => one.startsWith('v1,'))
  const checks = signatures.map((one) => crypto.subtle.verify('HMAC', key, bytesOf(one.slice(3)), signed))
  return (await Promise.all(checks)).includes(true)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}
