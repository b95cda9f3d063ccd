// The connections to one https origin. The first one tells by ALPN what the receiver speaks: with HTTP/2 calls share a
// session, with HTTP/1.1 they go to undici's pool. undici's own HTTP/2 is not used: it sends a request again by itself after
// GOAWAY and REFUSED_STREAM, and goes on using a session that died silently (decision 0010).
import type { Socket } from 'node:net'
import type { buildConnector, Pool } from 'undici'
import { ConnectError } from './connect-error.ts'
import type { Call, Exchange } from './exchange.ts'
import { Http2Session } from './http2-session.ts'
import type { Connections } from './origins.ts'

/** A receiver that allows few calls in one session gets several sessions, but not more than this. */
const sessionsMax = 16

export interface SecureConnectionsOptions {
  /** Such as `https://example.com:8443`. */
  origin: string
  /** Offers HTTP/2 and HTTP/1.1. */
  negotiate: buildConnector.connector
  /** Offers HTTP/1.1 alone. */
  http1: buildConnector.connector
  /** Makes the pool for a receiver that speaks HTTP/1.1. */
  poolOf: (connector: buildConnector.connector) => Pool
}

export class SecureConnections implements Connections {
  destroyed = false
  readonly #options: SecureConnectionsOptions
  readonly #target: buildConnector.Options
  readonly #sessions = new Set<Http2Session>()
  /** Calls for which there is no connection yet, the first one first; one that ends leaves by itself. */
  readonly #waiting = new Map<Exchange, Call>()
  #pool: Pool | null = null
  #isConnecting = false

  constructor(options: SecureConnectionsOptions) {
    this.#options = options
    const { host, hostname, protocol, port } = new URL(options.origin)
    this.#target = { host, hostname: hostname.replace(/^\[|\]$/g, ''), protocol, port }
  }

  dispatch(call: Call, exchange: Exchange): void {
    if (this.#pool) {
      this.#pool.dispatch(call, exchange)
      return
    }
    this.#waiting.set(exchange, call)
    exchange.onLeave(() => this.#waiting.delete(exchange))
    this.#pump()
  }

  async destroy(): Promise<void> {
    this.destroyed = true
    for (const session of this.#sessions) session.destroy()
    await this.#pool?.destroy()
  }

  /** Gives waiting calls to sessions that have room, or to a new one. */
  #pump(): void {
    for (const [exchange, call] of this.#waiting) {
      const session = [...this.#sessions].find(({ hasRoom }) => hasRoom)
      if (!session) {
        this.#connect()
        return
      }
      this.#waiting.delete(exchange)
      session.dispatch(call, exchange)
    }
  }

  /** One at a time: a burst of calls to a receiver that is not connected yet needs one session, not one each. */
  #connect(): void {
    if (this.#isConnecting || this.destroyed || this.#sessions.size >= sessionsMax) return
    if ([...this.#sessions].some(({ isEnough }) => isEnough)) return
    this.#isConnecting = true
    this.#options.negotiate(this.#target, (error, socket) => {
      this.#isConnecting = false
      if (error) this.#fail(error)
      else if (this.destroyed) socket.destroy()
      else if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') this.#begin(socket)
      else this.#useHttp1(socket)
    })
  }

  #begin(socket: Socket): void {
    const session = new Http2Session(this.#options.origin, socket, {
      onRoom: () => this.#pump(),
      onGone: (wasReady) => {
        this.#sessions.delete(session)
        if (wasReady) this.#pump()
        else this.#fail(new ConnectError('connect', 'The receiver chose HTTP/2 but did not begin it.'))
      },
      onHttp1Required: () => this.#useHttp1(null),
    })
    this.#sessions.add(session)
  }

  /** From now on HTTP/1.1, until the origin is closed; a connection that was made already is the pool's first. */
  #useHttp1(socket: Socket | null): void {
    if (this.#pool || this.destroyed) return
    let first = socket
    this.#pool = this.#options.poolOf((target, callback) => {
      const given = first
      first = null
      // Not at once: undici resumes a client only when its connector has returned.
      process.nextTick(() => {
        if (given && !given.destroyed) callback(null, given)
        else this.#options.http1(target, callback)
      })
    })
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [exchange, call] of waiting) this.#pool.dispatch(call, exchange)
    if (waiting.length === 0) socket?.destroy()
  }

  #fail(error: Error): void {
    const waiting = [...this.#waiting.keys()]
    this.#waiting.clear()
    for (const exchange of waiting) exchange.onResponseError(null, error)
  }
}
