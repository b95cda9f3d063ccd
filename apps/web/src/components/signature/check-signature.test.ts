import { describe, expect, test } from 'vitest'
import vectors from '../../../../../vectors/signing.json' with { type: 'json' }
import { checkSignature, type Signed } from './check-signature.ts'
import { missingSignatureHeaders } from './missing-headers.ts'

const { subtle } = crypto
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

function signed(changes: { headers?: Record<string, string>; body?: string; receivedAt?: string } = {}): Signed {
  return {
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      ...changes.headers,
    },
    body: new TextEncoder().encode(changes.body ?? '{"test": 2432232314}'),
    receivedAt: changes.receivedAt ?? new Date(1614265331_000).toISOString(),
  }
}

describe('a signature is valid with', () => {
  const withText = vectors.flatMap((vector) => (vector.payload === undefined ? [] : [{ ...vector, body: vector.payload }]))
  test.each(withText)('every published one: $name', async (vector) => {
    const headers = { 'webhook-id': vector.id, 'webhook-timestamp': String(vector.timestamp), 'webhook-signature': vector.signature }
    const receivedAt = new Date(vector.timestamp * 1000).toISOString()
    for (const one of [vector.secret].flat()) {
      expect(await checkSignature(signed({ headers, body: vector.body, receivedAt }), one, subtle)).toEqual({ kind: 'valid' })
    }
  })

  test('one of several signatures, whatever versions and rubbish stand beside it', async () => {
    const list = 'v1a,AAAA v1,not*base64 v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    expect(await checkSignature(signed({ headers: { 'webhook-signature': list } }), ` ${secret} `, subtle)).toEqual({ kind: 'valid' })
  })
})

test('a changed body, id or time, or another secret, is told', async () => {
  const changed = [
    signed({ body: '{"test": 2432232315}' }),
    signed({ headers: { 'webhook-id': 'msg_other' } }),
    signed({ headers: { 'webhook-timestamp': '1614265331' } }),
    signed({ headers: { 'webhook-signature': 'v1,AAAA' } }),
  ]
  for (const request of changed) expect(await checkSignature(request, secret, subtle)).toEqual({ kind: 'invalid' })
  expect(await checkSignature(signed(), `whsec_${btoa('x'.repeat(24))}`, subtle)).toEqual({ kind: 'invalid' })
})

test('a time stamp that receivers refuse is told, though the signature fits', async () => {
  const at = (seconds: number) => new Date((1614265330 + seconds) * 1000).toISOString()
  expect(await checkSignature(signed({ receivedAt: at(300) }), secret, subtle)).toEqual({ kind: 'valid' })
  expect(await checkSignature(signed({ receivedAt: at(301) }), secret, subtle)).toEqual({ kind: 'valid-but-old', offSeconds: 301 })
  expect(await checkSignature(signed({ receivedAt: at(-301) }), secret, subtle)).toMatchObject({ kind: 'valid-but-old' })
})

test('what cannot be checked says why, and repeats nothing of the secret', async () => {
  for (const wrong of ['', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_***', 'whsec_AAAA']) {
    const verdict = await checkSignature(signed(), wrong, subtle)
    expect(verdict.kind).toBe('bad-secret')
    if (wrong !== '') expect(JSON.stringify(verdict)).not.toContain(wrong)
  }
  expect(await checkSignature(signed({ headers: { 'webhook-timestamp': 'now' } }), secret, subtle)).toMatchObject({ kind: 'unreadable' })
  expect(await checkSignature(signed({ headers: { 'webhook-signature': 'v2,AAAA' } }), secret, subtle)).toMatchObject({
    kind: 'unreadable',
  })
})

test('headers that a signed request lacks are named', () => {
  expect(missingSignatureHeaders(signed().headers)).toEqual([])
  expect(missingSignatureHeaders({ 'webhook-signature': 'v1,AAAA' })).toEqual(['webhook-id', 'webhook-timestamp'])
})
