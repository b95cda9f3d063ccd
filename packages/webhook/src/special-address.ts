import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6

// What ipaddr.js calls "unicast" although nobody on the public internet can be meant by it.
const specialV4 = ['168.63.129.16/32'].map((range) => ipaddr.IPv4.parseCIDR(range))
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '2620:4f:8000::/48'].map((range) => ipaddr.IPv6.parseCIDR(range))
// IANA assigns global unicast addresses from 2000::/3 alone; ::/96, 64:ff9b:1::/48, 100::/64, 100:0:0:1::/64, 5f00::/16,
// fc00::/7, fe80::/10, fec0::/10 and ff00::/8 all lie outside.
const globalV6 = ipaddr.IPv6.parseCIDR('2000::/3')
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/**
 * Reads an address as DNS and sockets write it: four decimal parts, or IPv6 with or without a zone.
 * Out: the address that is meant: IPv4 written as IPv6 (mapped, RFC 4291 2.5.5.2) is unwrapped. Null for anything else.
 */
export function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  const [bare = ''] = text.split('%', 1)
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return null
  const address = ipaddr.IPv6.parse(bare)
  return address.isIPv4MappedAddress() ? embedded(address) : address
}

/**
 * Tells whether an address belongs to no public host: private, loopback, link-local, multicast, documentation and all
 * other special ranges (IANA special-purpose registries, RFC 6890), and Azure's 168.63.129.16. One that a translator
 * turns into IPv4 (NAT64, RFC 6052 2.1) is as special as that; it is another address all the same, and allowed on its own.
 */
export function isSpecialAddress(address: Address): boolean {
  if (address instanceof ipaddr.IPv6 && address.match(nat64)) return isSpecialAddress(embedded(address))
  if (address.range() !== 'unicast') return true
  if (address instanceof ipaddr.IPv4) return specialV4.some((range) => address.match(range))
  return !address.match(globalV6) || specialV6.some((range) => address.match(range))
}

function embedded(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
