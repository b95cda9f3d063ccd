import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import accepted from '../../../vectors/accepted-inputs.json' with { type: 'json' }
import refused from '../../../vectors/refused-inputs.json' with { type: 'json' }
import { allowNothing } from './allow-list.ts'
import { checkUrl, hostPortOf } from './check-url.ts'

const codeOf = (text: string) => {
  const checked = checkUrl(text, allowNothing)
  return checked.ok ? 'accepted' : checked.code
}

const codes: Record<string, string> = {
  'url-parse': 'url.invalid',
  'url-scheme': 'url.scheme',
  'url-ambiguous': 'url.ambiguous',
  'url-userinfo': 'url.userinfo',
  'url-port': 'url.port',
  'ssrf-ipv4-literal': 'url.private-address',
  'ssrf-ipv4-obfuscated': 'url.private-address',
  'ssrf-ipv6': 'url.private-address',
  'ssrf-hostname': 'url.private-address',
}

const vectors = refused.flatMap(({ class: family, value }) => {
  const code = codes[family]
  return code && typeof value === 'string' ? [{ value, code }] : []
})

const octetSpellings = (value: number) =>
  fc.constantFrom(
    String(value),
    `0${value.toString(8)}`,
    `000${value.toString(8)}`,
    `0x${value.toString(16)}`,
    `0X${value.toString(16)}`,
    `0x00${value.toString(16)}`,
  )

/** Any spelling that URL parsers read as this IPv4 address: decimal, octal or hex, of one to four parts, a dot at the end. */
function spellings([a, b, c, d]: [number, number, number, number]): fc.Arbitrary<string> {
  const partings = [[a, b, c, d], [a, b, c * 256 + d], [a, (b * 256 + c) * 256 + d], [((a * 256 + b) * 256 + c) * 256 + d]]
  return fc
    .constantFrom(...partings)
    .chain((parts) => fc.tuple(fc.tuple(...parts.map(octetSpellings)), fc.constantFrom('', '.')))
    .map(([parts, end]) => parts.join('.') + end)
}

const byte = fc.integer({ min: 0, max: 255 })
const privateAddresses = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(198), fc.integer({ min: 18, max: 19 }), byte, byte),
  fc.constantFrom([192, 168], [169, 254]).chain(([a = 0, b = 0]) => fc.tuple(fc.constant(a), fc.constant(b), byte, byte)),
)
const fullwidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
const percent = (text: string) => text.replace(/[0-9a-z]/gi, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

describe('checkUrl', () => {
  test.each(vectors)('refuses $value as $code', ({ value, code }) => {
    expect(codeOf(value)).toBe(code)
  })

  test.each(accepted.filter(({ where }) => where === 'webhook.url').map(({ value }) => value))('accepts %s', (url) => {
    expect(codeOf(url)).toBe('accepted')
  })

  test.each([
    ...['https://example.com', 'HTTPS://Example.COM/Path', 'https://example.com:443/', 'http://example.com:80', 'https://example.com?x=1'],
    ...['https://example.com:3000/', 'http://example.com:8080/', 'https://example.com:49152/', 'https://my_host.example.com/'],
    ...["https://example.com/?q=O'Brien", "https://example.com/O'Brien", 'https://example.com/#part', 'https://example.com/a@b?c=@d'],
    ...['https://example.com/a//b', 'https://example.com/?', 'https://a.test/', 'https://1password.com/', 'https://123.example/'],
  ])('accepts %s', (url) => {
    expect(codeOf(url)).toBe('accepted')
  })

  test('refuses every private IPv4 address in every spelling, plain, full-width or percent-encoded', () => {
    const urls = privateAddresses.chain(spellings).chain((host) => fc.constantFrom(host, fullwidth(host), percent(host)))
    fc.assert(
      fc.property(urls, fc.constantFrom('http', 'https', 'HTTP'), fc.constantFrom('', ':8080', ':443'), (host, scheme, port) => {
        expect(codeOf(`${scheme}://${host}${port}/`)).toBe('url.private-address')
      }),
      { numRuns: 2000 },
    )
  })

  test('no text leads to a host that it does not show', () => {
    const noise = fc.constantFrom(
      '@',
      ':',
      '/',
      '\\',
      '?',
      '#',
      '.',
      '。',
      '\t',
      '%40',
      '%2f',
      '[',
      ']',
      'example.com',
      '127.0.0.1',
      '::1',
      ' ',
      '\u00ad',
      'ａ',
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 6 }), (parts) => {
        const text = `https://${parts.join('')}`
        if (codeOf(text) !== 'accepted') return
        expect(text.toLowerCase().startsWith(`https://${new URL(text).host}`)).toBe(true)
        expect(new URL(text).hostname.endsWith('example.com')).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  test.each([
    ...['http://localhost./', 'http://LOCALHOST/', 'http://a.localhost/', 'http://ip6-loopback/', 'http://metadata.google.internal/'],
    ...[
      'http://metadata.google.internal./',
      'http://metadata/',
      'http://metadata.goog/',
      'http://kubernetes.default.svc/',
      'http://x.y.svc.cluster.local/',
    ],
    ...[
      'http://db.corp/',
      'http://a.home/',
      'http://a.intranet/',
      'http://a.private/',
      'http://a.b.internal:8080/',
      'http://ｌｏｃａｌｈｏｓｔ/',
    ],
    ...[
      'http://%6cocalhost/',
      'http://x.onion/',
      'http://168.63.129.16/',
      'http://[::]/',
      'http://[::127.0.0.1]/',
      'http://[::ffff:0:127.0.0.1]/',
    ],
    ...[
      'http://[::ffff:7f00:1]/',
      'http://[2001:0:53aa:64c::1]/',
      'http://[100:0:0:1::1]/',
      'http://[5f00::1]/',
      'http://[fd00:ec2::254]/',
      'http://[2001:2::1]/',
    ],
    ...[
      'http://1.0.0.127.localhost/',
      'http://0x0/',

      'http://0xffffffff/',
      'http://①②⑦.0.0.1/',
    ],
  ])('refuses %s as private', (url) => {
    expect(codeOf(url)).toBe('url.private-address')
  })

  test.each([
    ...[
      'https://example.com./',
      'https://exаmple.com/',
      'https://пример.рф/',
      'https://ⓔxample.com/',
      'https://%65xample.com/',
      'https://1.1/',
    ],
    ...['https://0x01010101/', 'https:example.com', 'https:/example.com', 'https:\\\\example.com/', 'https://example.com\\@evil.com/'],
    ...[
      'https://example.com/a/../b',
      'https://example.com/%2e%2e/b',
      'https://example.com/a b',
      'https://example.com/é',
      'https://example.com/\n',
    ],
    ...[
      '\u0000https://example.com/',
      'https://example.com/\u200b',
      'https://example.com/\u202e',
      'https://example.com:/',
      'https://example.com:0443/',
    ],
    ...[
      'https://example.com?@evil.com/',
      'https://example.com#@evil.com/',
      'https://[2606:4700:4700:0::1111]/',
      'https://example.com/{{x}}',
    ],
  ])('refuses %j as ambiguous', (url) => {
    expect(codeOf(url)).toBe('url.ambiguous')
  })

  test('tells which spelling is meant', () => {
    expect(checkUrl('https://пример.рф/a', allowNothing)).toMatchObject({ fix: expect.stringContaining('https://xn--e1afmkfd.xn--p1ai/a') })
  })

  test.each([
    ...[
      'https://exa$mple.com/',
      "https://it's.example.com/",
      `https://${'a.'.repeat(130)}com/`,
      'https://.example.com/',
      'https://a.com../',
    ],
    ...[
      `https://example.com/${'x'.repeat(5000)}`,

      'https://exa\u0000mple.com/',
      'https://[::1%25eth0]/',
      'https://exa mple.com/',
    ],
  ])('refuses %s as invalid', (url) => {
    expect(codeOf(url)).toBe('url.invalid')
  })

  test.each([0, 1, 22, 23, 25, 465, 587, 445, 2375, 2379, 3306, 3389, 5432, 5900, 6379, 9200, 10_250, 11_211, 27_017])(
    'refuses port %d',
    (port) => {
      expect(codeOf(`https://example.com:${port}/`)).toBe('url.port')
    },
  )
})

describe('hostPortOf', () => {
  test.each([
    ['https://Example.com/x', { hostname: 'example.com', port: 443 }],
    ['http://example.com', { hostname: 'example.com', port: 80 }],
    ['http://[2606:4700::1]:8080/', { hostname: '2606:4700::1', port: 8080 }],
  ])('%s', (url, expected) => {
    expect(hostPortOf(url)).toEqual(expected)
  })
})
