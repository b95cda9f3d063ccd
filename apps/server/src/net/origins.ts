import type { buildConnector } from 'undici'
import { Pool } from 'undici'
import { answerHeaderBytesMax, type Call, type Exchange } from './exchange.ts'
import type { Offer } from './guarded-connector.ts'
import { HeadersSeen } from './headers-seen.ts'
import { SecureConnections } from './secure-connections.ts'

/** Sends calls to one origin, over as many connections as they need. */
export interface Connections {
  /** Begins a call at once or when there is a connection for it; what comes of it is told to the exchange, never thrown later. */
  dispatch(call: Call, exchange: Exchange): unknown
  destroy(): Promise<void>
  readonly destroyed: boolean
}

/** The connections to one origin. `active` counts the exchanges that are under way on them. */
export interface Origin {
  readonly pool: Connections
  readonly headersSeen: HeadersSeen
  active: number
  usedAt: number
}

export interface OriginsOptions {
  /** Makes a connector of an origin such as `https://example.com:8443`, that offers these protocols. */
  connectorOf: (origin: string, offer: Offer) => buildConnector.connector
  /** Connections to one origin at the same time, at most. */
  connections: number
  /** Origins kept; beyond it the one that was idle the longest is closed. */
  originsMax: number
}

export interface Origins {
  /** The origin's connections, opened if there are none; every call is paid back by one `release`. */
  acquire(origin: string): Origin
  release(origin: Origin): void
  /** Waits for what is under way, then closes everything. */
  close(): Promise<void>
}

/** Keeps the connections of each origin apart, so that a slow receiver uses up nobody else's. */
export function createOrigins({ connectorOf, connections, originsMax }: OriginsOptions): Origins {
  const origins = new Map<string, Origin>()
  let uses = 0
  let active = 0
  let onIdle: (() => void) | null = null

  const poolOf = (name: string, connector: buildConnector.connector) =>
    new Pool(name, {
      connect: connector,
      connections,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: answerHeaderBytesMax,
      // One deadline over the whole exchange rules (send.ts); these would only see the gaps between bytes.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveMaxTimeout: 60_000,
    })

  function open(name: string): Origin {
    if (origins.size >= originsMax) closeIdlest(origins)
    const http1 = connectorOf(name, 'http1')
    const pool = name.startsWith('https:')
      ? new SecureConnections({ origin: name, negotiate: connectorOf(name, 'both'), http1, poolOf: (connector) => poolOf(name, connector) })
      : poolOf(name, http1)
    const origin = { pool, headersSeen: new HeadersSeen(), active: 0, usedAt: 0 }
    origins.set(name, origin)
    return origin
  }

  return {
    acquire(name) {
      const origin = origins.get(name) ?? open(name)
      origin.usedAt = ++uses
      origin.active++
      active++
      return origin
    },
    release(origin) {
      origin.active--
      active--
      if (active === 0) onIdle?.()
    },
    async close() {
      if (active > 0) await new Promise<void>((resolve) => (onIdle = resolve))
      await Promise.all([...origins.values()].map(({ pool }) => pool.destroy()))
      origins.clear()
    },
  }
}

function closeIdlest(origins: Map<string, Origin>): void {
  let idlest: [string, Origin] | null = null
  for (const entry of origins) if (entry[1].active === 0 && (!idlest || entry[1].usedAt < idlest[1].usedAt)) idlest = entry
  if (!idlest) return
  origins.delete(idlest[0])
  // Nothing is under way on it, so there is nothing that could fail but sockets being closed.
  void idlest[1].pool.destroy()
}
