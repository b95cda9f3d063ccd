import fc from 'fast-check'
import { expect, test } from 'vitest'
import accepted from '../../../vectors/accepted-inputs.json' with { type: 'json' }
import refused from '../../../vectors/refused-inputs.json' with { type: 'json' }
import { parseSecret } from './parse-secret.ts'

const secretsOf = (list: { where: string; value?: unknown }[]) =>
  list.filter(({ where }) => where === 'endpoint.secret').map(({ value }) => String(value))

test.each(secretsOf(refused))('refuses the secret %j', (secret) => {
  expect(parseSecret(secret)).toMatchObject({ ok: false, code: expect.stringMatching(/^secret\./), fix: expect.any(String) })
})

test.each(secretsOf(accepted))('accepts the secret %j', (secret) => {
  expect(parseSecret(secret)).toMatchObject({ ok: true })
})

test.each([
  ['', 'secret.prefix'],
  ['WHSEC_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB', 'secret.prefix'],
  ['whsec_', 'secret.base64'],
  ['whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\n', 'secret.base64'],
  ['whsec_AQEBAQEBAQEB AQEBAQEBAQEBAQEBAQEB', 'secret.base64'],
  ['whsec_-_79_Pv6-fj39vX08_Lx8O_u7ezr6uno', 'secret.base64'],
  ['whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ', 'secret.base64'],
  ['whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAR==', 'secret.base64'],
  [`whsec_${Buffer.alloc(65, 1).toString('base64')}`, 'secret.length'],
  [`whsec_${Buffer.alloc(24).toString('base64')}`, 'secret.zero'],
])('%j is refused as %s', (secret, code) => {
  expect(parseSecret(secret)).toMatchObject({ ok: false, code })
})

test('accepts every key of 24 to 64 bytes that is not zero, and no other length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (key) => {
      const keyBase64 = Buffer.from(key).toString('base64')
      const parsed = parseSecret(`whsec_${keyBase64}`)
      const fits = key.length >= 24 && key.length <= 64 && key.some((byte) => byte !== 0)
      if (fits) expect(parsed).toEqual({ ok: true, keyBase64, keyBytes: key.length })
      else expect(parsed.ok).toBe(false)
    }),
  )
})

test('takes base64 in its canonical form alone, as Node would write it back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+/]{30,40}={0,2}$/), (text) => {
      if (parseSecret(`whsec_${text}`).ok) expect(Buffer.from(text, 'base64').toString('base64')).toBe(text)
    }),
  )
})

test('no problem repeats the secret', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{12,40}$/), (text) => {
      const parsed = parseSecret(`whsec_${text}`)
      if (!parsed.ok) expect(JSON.stringify(parsed)).not.toContain(text)
    }),
  )
})
