import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import vectors from '../../../vectors/signing.json' with { type: 'json' }
import { parseSecret } from './parse-secret.ts'
import { sign } from './sign.ts'

const hmac = (key: Buffer, head: string, body: string | Buffer) => createHmac('sha256', key).update(head).update(body).digest('base64')

function keysOf(secrets: string | string[]): Buffer[] {
  return [secrets].flat().map((secret) => {
    const parsed = parseSecret(secret)
    if (!parsed.ok) throw new Error(parsed.code)
    return Buffer.from(parsed.keyBase64, 'base64')
  })
}

function payloadOf(vector: (typeof vectors)[number]): string {
  if (vector.payload !== undefined) return vector.payload
  if (vector.payloadRule === "JSON.stringify({p:'x'.repeat(20472)})") return JSON.stringify({ p: 'x'.repeat(20_472) })
  throw new Error(`no payload: ${vector.name}`)
}

describe('sign', () => {
  test.each(vectors)('gives the published signature byte for byte: $name', (vector) => {
    const body = payloadOf(vector)
    if (vector.payloadSha256) expect(createHash('sha256').update(body).digest('hex')).toBe(vector.payloadSha256)
    const signable = { keys: keysOf(vector.secret), id: vector.id, timestampSeconds: vector.timestamp }
    expect(sign({ ...signable, body }, hmac)).toBe(vector.signature)
    expect(sign({ ...signable, body: Buffer.from(body) }, hmac)).toBe(vector.signature)
  })

  test('agrees with the standardwebhooks package on every secret, id, time and body', () => {
    const inputs = fc.tuple(
      fc.uint8Array({ minLength: 24, maxLength: 64 }).filter((key) => key.some((byte) => byte !== 0)),
      fc.stringMatching(/^msg_[A-Za-z0-9]{1,40}$/),
      fc.integer({ min: 0, max: 4_102_444_800 }),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(inputs, ([key, id, timestampSeconds, body]) => {
        const secret = `whsec_${Buffer.from(key).toString('base64')}`
        const expected = new Webhook(secret).sign(id, new Date(timestampSeconds * 1000), body)
        expect(sign({ keys: keysOf(secret), id, timestampSeconds, body }, hmac)).toBe(expected)
      }),
    )
  })

  test('without a key there is no signature', () => {
    expect(sign({ keys: [], id: 'msg_1', timestampSeconds: 1, body: '' }, hmac)).toBe('')
  })
})
