import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

/** Tells whether an address and port are where this Hookline itself listens. */
export type IsOwn = (address: string, port: number) => boolean

/**
 * Judges by our ports on this machine: loopback, unspecified, and every address of its network interfaces.
 * In: the ports we listen on (HTTP, the embedded database). The interfaces are read anew each time, for they change.
 */
export function ownAddresses(ports: readonly number[]): IsOwn {
  return (address, port) => ports.includes(port) && isThisMachine(address)
}

function isThisMachine(text: string): boolean {
  const bare = text.split('%', 1)[0] ?? ''
  if (!ipaddr.isValid(bare)) return true
  const address = ipaddr.process(bare)
  const range = address.range()
  if (range === 'loopback' || range === 'unspecified') return true
  const wanted = address.toString()
  return Object.values(networkInterfaces()).some((list) =>
    list?.some((own) => ipaddr.process(own.address.split('%', 1)[0] ?? '').toString() === wanted),
  )
}
