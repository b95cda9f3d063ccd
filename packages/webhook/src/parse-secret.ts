import type { Problem } from './problem.ts'

/** A signing secret taken apart; `keyBase64` is the HMAC key, base64 without the prefix. */
export type ParsedSecret = { ok: true; keyBase64: string; keyBytes: number } | ({ ok: false } & Problem)

const prefix = 'whsec_'
const keyBytesMin = 24
const keyBytesMax = 64
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const remedy = 'Choose "generate", or give whsec_ followed by the base64 of 24 to 64 random bytes.'

/**
 * Judges a signing secret: `whsec_` and the canonical base64 of 24 to 64 bytes (Standard Webhooks, "Signature scheme").
 * In: the text as it was given. Out: the key, or a problem `secret.prefix`, `secret.base64`, `secret.length` or
 * `secret.zero`; no message repeats any part of the secret.
 */
export function parseSecret(text: string): ParsedSecret {
  if (!text.startsWith(prefix)) return refuse('secret.prefix', `A signing secret begins with ${prefix}, with nothing before it.`)
  const keyBase64 = text.slice(prefix.length)
  const key = decodeBase64(keyBase64)
  if (!key) return refuse('secret.base64', `What follows ${prefix} is not base64.`)
  if (key.length < keyBytesMin || key.length > keyBytesMax)
    return refuse('secret.length', `The secret holds ${key.length} bytes; it must hold ${keyBytesMin} to ${keyBytesMax}.`)
  if (key.every((byte) => byte === 0)) return refuse('secret.zero', 'The secret consists of zeros, so anybody could sign with it.')
  return { ok: true, keyBase64, keyBytes: key.length }
}

function refuse(code: string, message: string): ParsedSecret {
  return { ok: false, code, message, fix: remedy }
}

/** RFC 4648 section 4, canonical form only (3.5): padding present, unused bits zero. Null when it is anything else. */
function decodeBase64(text: string): number[] | null {
  if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const digits = text.replace(/=+$/, '')
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const digit of digits) {
    bits = (bits << 6) | alphabet.indexOf(digit)
    held += 6
    if (held < 8) continue
    held -= 8
    bytes.push((bits >> held) & 0xff)
    bits &= (1 << held) - 1
  }
  return bits === 0 ? bytes : null
}
