// Promises that no byte leaves for an address that the guard refuses: literals are judged before connecting (undici skips
// `lookup` for them), names at every DNS answer, and the socket by the address it really has, before TLS or HTTP begin.
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { ConnectError, reasonOf } from './connect-error.ts'
import { guardedLookup, type Judge, type LookupAll, lookupAll } from './guarded-lookup.ts'

/** What a receiver may choose from by ALPN. */
export type Offer = 'http1' | 'both'

export interface GuardedConnectorOptions {
  judge: Judge
  /** HTTP/1.1 alone by default. */
  offer?: Offer
  /** The resolver; the system's own if absent. */
  lookup?: LookupAll
  /** Certificate authorities to trust instead of Node's. */
  ca?: string
  dnsTimeoutMs?: number
  connectTimeoutMs?: number
}

/** An undici connector for one origin. Fails with a ConnectError: `dns`, `connect`, `tls` or `blocked-address`. */
export function guardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { judge, offer = 'http1', lookup = lookupAll, ca, dnsTimeoutMs = 5000, connectTimeoutMs = 10_000 } = options
  const connect = buildConnector({
    allowH2: offer === 'both',
    preferH2: true,
    timeout: connectTimeoutMs,
    lookup: guardedLookup({ judge, lookup, timeoutMs: dnsTimeoutMs }),
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
  })
  return (target, callback) => {
    const { hostname, port } = target
    if (isIP(hostname) !== 0 && judge(hostname)) {
      process.nextTick(callback, blocked(hostname), null)
      return
    }
    const tcp = { hostname, protocol: 'http:', port: port === '' && target.protocol === 'https:' ? '443' : port }
    connect(tcp, (error, socket) => {
      if (error) return callback(tagged('connect', error), null)
      const address = socket.remoteAddress ?? ''
      if (judge(address)) {
        socket.destroy()
        return callback(blocked(address), null)
      }
      if (target.protocol !== 'https:') return callback(null, socket)
      connect({ ...target, httpSocket: socket }, (tlsError, secure) => {
        if (tlsError) callback(tagged('tls', tlsError), null)
        else callback(null, secure)
      })
    })
  }
}

function blocked(address: string): ConnectError {
  return new ConnectError('blocked-address', `${address || 'An unknown address'} may not be called.`)
}

function tagged(reason: 'connect' | 'tls', error: Error): ConnectError {
  return error instanceof ConnectError ? error : new ConnectError(reason, reasonOf(error))
}
