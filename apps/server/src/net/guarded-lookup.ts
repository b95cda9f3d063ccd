// DNS answers are judged where they are used: the socket connects to these very addresses, so a name that changes
// between check and connect (rebinding) gains nothing.
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { ConnectError, reasonOf } from './connect-error.ts'

/** Resolves a host name to all its addresses. */
export type LookupAll = (hostname: string, callback: (error: Error | null, addresses: LookupAddress[]) => void) => void

/** Tells whether a connection to this address must be refused. */
export type Judge = (address: string) => boolean

/** However many addresses a name has, no more are tried. */
const addressesMax = 8

/** getaddrinfo knows the hosts file and the search rules of this machine; the order is the resolver's. */
export const lookupAll: LookupAll = (hostname, callback) => systemLookup(hostname, { all: true, order: 'verbatim' }, callback)

/**
 * A `lookup` for net.connect that refuses a name as soon as one of its addresses is refused, and gives up in time.
 * Fails with a ConnectError: `dns` (retried) or `blocked-address` (not).
 */
export function guardedLookup({ judge, lookup, timeoutMs }: { judge: Judge; lookup: LookupAll; timeoutMs: number }): LookupFunction {
  return (hostname, options, callback) => {
    let isSettled = false
    const settle = (error: ConnectError | null, addresses: LookupAddress[]) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      const [first] = addresses
      if (error || !first) callback(error ?? new ConnectError('dns', `${hostname} has no address.`), '')
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    }
    const timer = setTimeout(
      () => settle(new ConnectError('dns', `DNS did not answer for ${hostname} within ${timeoutMs} ms.`), []),
      timeoutMs,
    )
    lookup(hostname, (error, addresses) => {
      if (error) return settle(new ConnectError('dns', reasonOf(error)), [])
      const refused = addresses.find(({ address }) => judge(address))
      if (refused)
        return settle(new ConnectError('blocked-address', `${hostname} leads to ${refused.address}, which may not be called.`), [])
      settle(null, addresses.slice(0, addressesMax))
    })
  }
}
