import { describe, expect, test } from 'vitest'
import accepted from '../../../vectors/accepted-inputs.json' with { type: 'json' }
import refused from '../../../vectors/refused-inputs.json' with { type: 'json' }
import { checkContentType, checkHeaderName, checkHeaderNames, checkHeaderValueText } from './check-header.ts'

const codes: Record<string, string> = {
  'header-name': 'header.name',
  'header-forbidden': 'header.forbidden',
  'header-value': 'header.value',
}

const headerVectors = refused.flatMap(({ class: family, value }) =>
  codes[family] && typeof value === 'object' && value && 'name' in value && typeof value.value === 'string'
    ? [{ code: codes[family], name: String(value.name), value: value.value }]
    : [],
)

describe('headers', () => {
  test.each(headerVectors)('refuses $name: $value as $code', ({ code, name, value }) => {
    expect((checkHeaderName(name) ?? checkHeaderValueText(value))?.code).toBe(code)
  })

  test.each(accepted.filter(({ where }) => where === 'webhook.headers').map(({ value }) => value))('accepts %j', (header) => {
    const [name = '', value = ''] = header.split(': ')
    expect(checkHeaderName(name)).toBeNull()
    expect(checkHeaderValueText(value)).toBeNull()
  })

  test.each([
    ...['Host', 'CONTENT-LENGTH', 'keep-alive', 'Trailer', 'expect', 'Proxy-Authorization', 'webhook-anything', 'X-Forwarded-Host'],
    ...['forwarded', 'X-Real-IP', 'X-aws-ec2-metadata-token-ttl-seconds', 'Metadata-Flavor', 'metadata', 'sec-fetch-mode', 'via'],
    ...['content-encoding', 'Accept-Encoding', 'User-Agent', 'Content-Type', 'set-cookie', 'HTTP2-Settings', 'date'],
  ])('%s cannot be set', (name) => {
    expect(checkHeaderName(name)?.code).toBe('header.forbidden')
  })

  test.each(['', ' ', 'x y', ' x', 'x\t', 'x\r\n', 'x;y', 'x=y', 'é', 'x@y', 'toString', 'PROTOTYPE', 'valueof', 'x'.repeat(201)])(
    '%j is no header name',
    (name) => {
      expect(checkHeaderName(name)?.code).toBe('header.name')
    },
  )

  test.each(['Authorization', 'Cookie', 'X-Brand', 'x_custom', 'Accept', 'Idempotency-Key', 'If-Match', 'x'.repeat(200)])(
    '%s can be set',
    (name) => {
      expect(checkHeaderName(name)).toBeNull()
    },
  )

  test.each(['\u007f', 'a\u0085b', 'é', 'a\u2028b', '\ud800', 'x'.repeat(8193)])('%j is no header value', (value) => {
    expect(checkHeaderValueText(value)?.code).toBe('header.value')
  })

  test('a name that comes again in another case is named with its place', () => {
    expect(checkHeaderNames(['X-A', 'x-b', 'x-a'])).toMatchObject([{ index: 2, code: 'header.repeated' }])
  })

  test('64 headers are fine, 65 are not', () => {
    const names = Array.from({ length: 65 }, (_, index) => `x-${index}`)
    expect(checkHeaderNames(names.slice(0, 64))).toEqual([])
    expect(checkHeaderNames(names)).toMatchObject([{ index: 64, code: 'header.count' }])
  })

  test('a content type is a type, a subtype and parameters', () => {
    for (const text of ['application/json', 'text/plain; charset=utf-8', 'multipart/x;a="b c";d=e'])
      expect(checkContentType(text)).toBeNull()
    for (const text of ['', 'json', 'a/b\r\nx: y', 'a/b;', 'a/b; c', 'a b/c', 'a/é'])
      expect(checkContentType(text)?.code).toBe('content-type.value')
  })
})
