import ipaddr from 'ipaddr.js'
import type { Problem } from './problem.ts'
import { type Address, parseAddress } from './special-address.ts'

type Ports = 'any' | ReadonlySet<number>

/** What HOOKLINE_ALLOW_HOSTS lets through although it is private: host names and address ranges, each with its ports. */
export interface AllowList {
  readonly names: ReadonlyMap<string, Ports>
  readonly ranges: readonly { readonly range: readonly [Address, number]; readonly port: number | null }[]
}

/** The list that allows nothing private. */
export const allowNothing: AllowList = { names: new Map(), ranges: [] }

export type ParsedAllowHosts = { ok: true; allow: AllowList } | ({ ok: false; entry: string } & Problem)

type Entry = { name: string; port: number | null } | { range: [Address, number]; port: number | null }

const addressBits = { ipv4: 32, ipv6: 128 } as const

/**
 * Reads HOOKLINE_ALLOW_HOSTS: hosts, `host:port`, addresses, `ip:port`, `[v6]:port` and CIDR ranges, separated by commas.
 * An entry without a port allows every port. Out: the list, or the problem `allow-hosts.entry` with the first bad entry.
 */
export function parseAllowHosts(text: string): ParsedAllowHosts {
  const names = new Map<string, Ports>()
  const ranges: { range: [Address, number]; port: number | null }[] = []
  for (const part of text.split(',')) {
    const written = part.trim()
    if (written === '') continue
    const entry = parseEntry(written.toLowerCase())
    if (!entry) return badEntry(written)
    if ('range' in entry) ranges.push(entry)
    else names.set(entry.name, joinPorts(names.get(entry.name), entry.port))
  }
  return { ok: true, allow: { names, ranges } }
}

/** Tells whether the list names this host (lower case, as in a URL, a dot at its end ignored) with this port. */
export function allowsName(allow: AllowList, hostname: string, port: number): boolean {
  const ports = allow.names.get(hostname.replace(/\.$/, ''))
  return ports !== undefined && (ports === 'any' || ports.has(port))
}

/** Tells whether the list holds this address, on its own or within a range, with this port. */
export function allowsAddress(allow: AllowList, address: Address, port: number): boolean {
  return allow.ranges.some(
    ({ range: [base, bits], port: only }) =>
      (only === null || only === port) && base.kind() === address.kind() && address.match(base, bits),
  )
}

function parseEntry(text: string): Entry | null {
  if (text.includes('/')) return parseRange(text)
  const bare = parseAddress(text)
  if (bare) return text.includes('%') ? null : { range: [bare, addressBits[bare.kind()]], port: null }
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text)
  if (!match?.[1]) return null
  const port = match[2] === undefined ? null : Number(match[2])
  if (port !== null && (port < 1 || port > 65_535)) return null
  const bracketed = match[1].startsWith('[')
  const address = parseAddress(bracketed ? match[1].slice(1, -1) : match[1])
  if (address) return { range: [address, addressBits[address.kind()]], port }
  return bracketed || !isHostname(match[1]) ? null : { name: match[1], port }
}

function parseRange(text: string): Entry | null {
  const [address = '', bits = ''] = text.split('/', 2)
  const written = ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(':') && ipaddr.IPv6.isValid(address))
  if (!written || address.includes('%') || !/^\d{1,3}$/.test(bits) || !ipaddr.isValidCIDR(text)) return null
  return { range: ipaddr.parseCIDR(text), port: null }
}

/** A last label of digits, or hex, makes URL parsers read the whole as an IPv4 address: such a name could never match. */
function isHostname(text: string): boolean {
  const labels = text.split('.')
  const last = labels.at(-1) ?? ''
  return text.length <= 253 && labels.every((label) => label.length > 0 && label.length <= 63) && !/^(?:\d+|0x[0-9a-f]*)$/.test(last)
}

function joinPorts(ports: Ports | undefined, port: number | null): Ports {
  return port === null || ports === 'any' ? 'any' : new Set([...(ports ?? []), port])
}

function badEntry(entry: string): ParsedAllowHosts {
  return {
    ok: false,
    entry,
    code: 'allow-hosts.entry',
    message: `"${entry}" is neither a host, host:port, an IP address, ip:port, [ipv6]:port nor a range such as 10.0.0.0/8.`,
    fix: 'Write hosts without http:// and path; wildcards are not supported, so name every host or give an address range.',
  }
}
