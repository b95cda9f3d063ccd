import { parseSecret } from '@hookline/webhook'

// Standard Webhooks: `webhook-signature` is a list of `v1,<base64>`, separated by spaces, each the HMAC-SHA256 over
// `<webhook-id>.<webhook-timestamp>.<body>`. One that fits is enough: while a secret is rotated there are two.

/** What receivers allow between the time stamp and their own clock. */
const toleranceSeconds = 5 * 60

export interface Signed {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array<ArrayBuffer>
  /** ISO 8601. */
  receivedAt: string
}

export type SignatureVerdict =
  | { kind: 'valid' }
  | { kind: 'valid-but-old'; offSeconds: number }
  | { kind: 'invalid' }
  | { kind: 'unreadable'; why: string }
  | { kind: 'bad-secret'; why: string }

/** Checks a received request against a secret (`whsec_…`). In: WebCrypto's `subtle`. Nothing of the secret is in the answer. */
export async function checkSignature(
  { headers, body, receivedAt }: Signed,
  secret: string,
  subtle: SubtleCrypto,
): Promise<SignatureVerdict> {
  const parsed = parseSecret(secret.trim())
  if (!parsed.ok) return { kind: 'bad-secret', why: parsed.message }
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signature = '' } = headers
  if (!/^\d{1,12}$/.test(timestamp)) return { kind: 'unreadable', why: 'webhook-timestamp is no number of seconds since 1970.' }
  const signatures = signature.split(' ').flatMap((part) => (part.startsWith('v1,') ? [bytesOf(part.slice(3))] : []))
  if (signatures.length === 0) return { kind: 'unreadable', why: 'webhook-signature has no signature of version v1.' }

  const keyBytes = bytesOf(parsed.keyBase64) ?? new Uint8Array()
  const key = await subtle.importKey('raw', keyBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const content = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body)
  for (const bytes of signatures) {
    if (bytes && (await subtle.verify('HMAC', key, bytes, content))) return timely(Number(timestamp), receivedAt)
  }
  return { kind: 'invalid' }
}

function timely(timestampSeconds: number, receivedAt: string): SignatureVerdict {
  const offSeconds = Math.abs(Date.parse(receivedAt) / 1000 - timestampSeconds)
  return offSeconds > toleranceSeconds ? { kind: 'valid-but-old', offSeconds: Math.round(offSeconds) } : { kind: 'valid' }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
