import { describe, expect, test } from 'vitest'
import { type AllowList, allowNothing, parseAllowHosts } from './allow-list.ts'
import { checkUrl } from './check-url.ts'
import { isForbiddenAddress } from './forbidden-address.ts'

function allowing(text: string): AllowList {
  const parsed = parseAllowHosts(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.allow
}

const forbids = (text: string, address: string, port = 80, hostname = 'x.example.com') =>
  isForbiddenAddress({ address, port, hostname, allow: allowing(text) })

describe('HOOKLINE_ALLOW_HOSTS', () => {
  test.each(['', ' ', ',', ' , '])('%j allows nothing', (text) => {
    expect(allowing(text)).toEqual(allowNothing)
  })

  test('an address is allowed on every port, with a port on that one alone', () => {
    expect(forbids('127.0.0.1', '127.0.0.1', 6379)).toBe(false)
    expect(forbids('127.0.0.1', '127.0.0.2')).toBe(true)
    expect(forbids('127.0.0.1:8080', '127.0.0.1', 8080)).toBe(false)
    expect(forbids('127.0.0.1:8080', '127.0.0.1', 8081)).toBe(true)
    expect(forbids('[::1]:8080, ::2', '::1', 8080)).toBe(false)
    expect(forbids('[::1]:8080', '::1', 80)).toBe(true)
    expect(forbids('[::1]', '0:0:0:0:0:0:0:1', 80)).toBe(false)
  })

  test('an address is the same written as IPv4-mapped IPv6', () => {
    expect(forbids('10.0.0.1', '::ffff:10.0.0.1')).toBe(false)
    expect(forbids('::ffff:10.0.0.1', '10.0.0.1')).toBe(false)
  })

  test('an address that NAT64 leads through a gateway to is not allowed by its IPv4, and does not allow that', () => {
    expect(forbids('127.0.0.1', '64:ff9b::7f00:1')).toBe(true)
    expect(forbids('10.0.0.0/8', '64:ff9b::a00:1')).toBe(true)
    expect(forbids('64:ff9b::a00:1', '10.0.0.1')).toBe(true)
    expect(forbids('64:ff9b::/96', '64:ff9b::a00:1')).toBe(false)
  })

  test('a range is allowed as a whole and nothing beyond it', () => {
    expect(forbids('10.1.0.0/16,fc00::/7', '10.1.255.255')).toBe(false)
    expect(forbids('10.1.0.0/16,fc00::/7', '10.2.0.0')).toBe(true)
    expect(forbids('10.1.0.0/16,fc00::/7', 'fd12::1')).toBe(false)
    expect(forbids('10.1.0.0/16,fc00::/7', 'fe80::1%eth0')).toBe(true)
  })

  test('a host that is named may resolve to a private address, on the ports that are named', () => {
    expect(forbids('crm.lan', '10.0.0.1', 80, 'crm.lan')).toBe(false)
    expect(forbids('CRM.lan:81,crm.lan:82', '10.0.0.1', 82, 'Crm.Lan')).toBe(false)
    expect(forbids('crm.lan:81', '10.0.0.1', 80, 'crm.lan')).toBe(true)
    expect(forbids('crm.lan', '10.0.0.1', 80, 'other.lan')).toBe(true)
    expect(forbids('crm.lan', '10.0.0.1', 80, 'x.crm.lan')).toBe(true)
  })

  test.each([
    ['localhost', 'http://localhost:6379/', true],
    ['localhost', 'http://localhost./', false],
    ['localhost:3000', 'http://localhost:3000/', true],
    ['localhost:3000', 'http://localhost:3001/', false],
    ['postgres:5432', 'http://postgres:5432/', true],
    ['127.0.0.1', 'http://127.0.0.1:9/', true],
    ['127.0.0.1', 'http://127.1/', false],
    ['10.0.0.0/8', 'http://10.20.30.40/x', true],
    ['fd00::/8', 'http://[fd00::1]/', true],
    ['mail.example.com:25', 'http://mail.example.com:25/', true],
    ['mail.example.com', 'http://user@mail.example.com/', false],
  ])('with %s, is %s accepted? %s', (text, url, ok) => {
    expect(checkUrl(url, allowing(text)).ok).toBe(ok)
  })

  test.each([
    ...[
      '*',
      '*.example.internal',
      'http://a.lan',
      'a.lan/x',
      'a b',
      'a..b',
      'a.',
      'a:0',
      'a:65536',
      'a:',
      'a:x',
      '127.1',
      '0x7f.1',
      '300.1.1.1',
    ],
    ...[
      '10.0.0.0/33',
      '10.0/8',
      '10.0.0.0/',
      '/8',
      '10.0.0.0/8:80',
      '[::1',
      '::1]:80',
      '[::1]:0',
      'fe80::1%eth0',
      '::g',
      '::/129',
      'пример.рф',
      '::1/64%1',
      '[crm]',
    ],
  ])('%j is refused and named', (entry) => {
    const parsed = parseAllowHosts(`ok.lan, ${entry} ,10.0.0.1`)
    expect(parsed).toMatchObject({ ok: false, entry, code: 'allow-hosts.entry' })
  })
})
