import { type AllowList, allowsAddress, allowsName } from './allow-list.ts'
import { blockedPorts } from './blocked-ports.ts'
import { isSpecialAddress, parseAddress } from './special-address.ts'

/** Where a connection leads: an address that DNS or a socket named, the port, and the host as the URL writes it. */
export interface Destination {
  address: string
  port: number
  hostname: string
  allow: AllowList
}

/**
 * Tells whether a connection to this address must be refused. Everything that is not the plain address of a public host
 * is: special ranges (also inside IPv4-mapped IPv6 and NAT64), blocked ports, text that is no address.
 * `allow` lets through what it names, by address or by the host's name.
 */
export function isForbiddenAddress({ address, port, hostname, allow }: Destination): boolean {
  const parsed = parseAddress(address)
  if (!parsed) return true
  if (allowsName(allow, hostname.toLowerCase(), port) || allowsAddress(allow, parsed, port)) return false
  return blockedPorts.has(port) || isSpecialAddress(parsed)
}
