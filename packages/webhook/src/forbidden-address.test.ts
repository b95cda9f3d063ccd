import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { allowNothing } from './allow-list.ts'
import { isForbiddenAddress } from './forbidden-address.ts'

const forbids = (address: string, port = 443) => isForbiddenAddress({ address, port, hostname: 'crm.example.com', allow: allowNothing })

const specialV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4'],
  ...['240.0.0.0/4', '255.255.255.255/32'],
]
const specialV6 = [
  ...['::/96', '::ffff:0:0:0/96', '64:ff9b:1::/48', '100::/64', '100:0:0:1::/64', '2001::/23', '2001::/32', '2001:db8::/32', '2002::/16'],
  ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '4000::/3', '8000::/1'],
]

/** Any address of the range: its network's bits, and below them what chance brings. */
function within(cidr: string): fc.Arbitrary<string> {
  const [base, bits] = ipaddr.parseCIDR(cidr)
  const network = base.toByteArray()
  return fc.uint8Array({ minLength: network.length, maxLength: network.length }).map((noise) => {
    const bytes = network.map((byte, index) => {
      const mask = 0xff >> Math.min(8, Math.max(0, bits - index * 8))
      return (byte & ~mask & 0xff) | ((noise[index] ?? 0) & mask)
    })
    return ipaddr.fromByteArray(bytes).toString()
  })
}

describe('isForbiddenAddress', () => {
  test.each([...specialV4, ...specialV6])('refuses every address of %s', (cidr) => {
    fc.assert(fc.property(within(cidr), (address) => forbids(address)))
  })

  test.each(specialV4)('refuses every address of %s inside IPv6: mapped, NAT64, 6to4', (cidr) => {
    fc.assert(
      fc.property(within(cidr), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(address).octets
        const high = (a * 256 + b).toString(16)
        const low = (c * 256 + d).toString(16)
        return [
          `::ffff:${address}`,
          `::ffff:${high}:${low}`,
          `64:ff9b::${high}:${low}`,
          `2002:${high}:${low}::1`,
          `::${high}:${low}`,
        ].every((text) => forbids(text))
      }),
    )
  })

  test.each([
    ...[
      '1.1.1.1',
      '93.184.216.34',
      '11.0.0.0',
      '9.255.255.255',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
      '128.0.0.0',
      '168.63.129.15',
    ],
    ...[
      '169.253.255.255',
      '172.15.255.255',
      '172.32.0.0',
      '192.0.1.0',
      '192.167.255.255',
      '198.17.255.255',
      '198.20.0.0',
      '223.255.255.255',
    ],
    ...['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '64:ff9b::808:808', '::ffff:8.8.8.8', '2001:4860:4860::8888'],
  ])('lets the public address %s through', (address) => {
    expect(forbids(address)).toBe(false)
  })

  test.each([
    ...[
      '',
      ' ',
      'localhost',
      '127.1',
      '0x7f000001',
      '2130706433',
      '1.1.1.1 ',
      '1.1.1.1%eth0',
      '01.1.1.1',
      '1.1.1',
      '1.1.1.1.1',
      '[2606:4700::1]',
    ],
    ...['fe80::1%eth0', 'fe80::1%25eth0', '::1%lo', ':::', '2606:4700', '2606:4700::1::2', 'undefined', '1.1.1.1\0'],
  ])('refuses %j', (address) => {
    expect(forbids(address)).toBe(true)
  })

  test('refuses a public address on a port of databases', () => {
    expect(forbids('1.1.1.1', 6379)).toBe(true)
  })
})
