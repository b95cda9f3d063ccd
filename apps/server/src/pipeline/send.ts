// The only door by which Hookline calls others. Redirects are not followed, proxies of the environment are ignored,
// nothing is decompressed, and every connection passes the guard.
import { type AllowList, hostPortOf, isForbiddenAddress } from '@hookline/webhook'
import { Exchange, type SendOutcome } from '../net/exchange.ts'
import { guardedConnector } from '../net/guarded-connector.ts'
import type { LookupAll } from '../net/guarded-lookup.ts'
import { createOrigins, type Origins } from '../net/origins.ts'
import type { IsOwn } from '../net/own-address.ts'
import { Places } from './places.ts'

export type { SendOutcome } from '../net/exchange.ts'

/** A finished request. `headers` are names and values alternating and are sent as they are; `body` null sends none. */
export interface SendRequest {
  method: string
  url: string
  headers: string[]
  body: Buffer | null
}

export interface Sender {
  /** Makes one attempt. Never rejects: whatever happens is an outcome, at the latest when `timeoutMs` are over. */
  send(request: SendRequest, options: { timeoutMs: number }): Promise<SendOutcome>
  /** Ends the attempts that are under way, and all later ones, as `aborted`. */
  abort(): void
  /** Waits for the attempts that are under way, then closes all connections. */
  close(): Promise<void>
}

export interface SenderOptions {
  allow: AllowList
  /** Our own ports are refused even where `allow` names them. */
  isOwn: IsOwn
  /** PUBLIC_URL: `echo-send/` below it may always be called, nothing else on its origin. */
  publicUrl: URL
  /** Monotonic milliseconds. */
  now: () => number
  connectionsPerOrigin?: number
  originsMax?: number
  lookup?: LookupAll
  ca?: string
  dnsTimeoutMs?: number
  connectTimeoutMs?: number
}

/** Makes the sender; it opens connections as they are needed. */
export function createSender(options: SenderOptions): Sender {
  const { publicUrl, now, connectionsPerOrigin = 256, originsMax = 1000 } = options
  const pools = { connections: connectionsPerOrigin, originsMax }
  const strangers = createOrigins({
    ...pools,
    connectorOf: (origin, offer) => guardedConnector({ ...options, offer, judge: judgeOf(origin, options) }),
  })
  // The operator named PUBLIC_URL, so its address is not judged; which paths of it may be called is decided per request.
  const own = createOrigins({ ...pools, connectorOf: (_origin, offer) => guardedConnector({ ...options, offer, judge: () => false }) })
  const parse = createUrlParser()
  const underWay = new Places<Exchange>()
  let isAborted = false
  const ownOrigin = publicUrl.origin
  const echoPath = `${publicUrl.pathname.replace(/\/$/, '')}/echo-send/`
  return {
    // Not async: its promise is the exchange's own, and there are thousands of them a second.
    send(request, { timeoutMs }) {
      if (isAborted) return Promise.resolve({ kind: 'aborted' })
      const target = parse(request.url)
      if (!target) return refusal('invalid-url', 'This is not an http or https URL.')
      if (target.origin !== ownOrigin) return exchange(strangers, { request, target, timeoutMs, now, underWay })
      if (target.pathname.startsWith(echoPath)) return exchange(own, { request, target, timeoutMs, now, underWay })
      return refusal('blocked-address', `Hookline calls nothing of its own but ${echoPath}.`)
    },
    abort() {
      isAborted = true
      for (const call of underWay.all()) call.abort()
    },
    async close() {
      await Promise.all([strangers.close(), own.close()])
    },
  }
}

const parsedMax = 1000

/** The parts of a URL that a call needs; `path` with its query. */
interface Target {
  origin: string
  pathname: string
  path: string
}

/** Parses http and https URLs and remembers the last ones: most endpoints call the same one over and over. */
function createUrlParser(): (text: string) => Target | null {
  const parsed = new Map<string, Target | null>()
  return (text) => {
    const known = parsed.get(text)
    if (known !== undefined) return known
    if (parsed.size >= parsedMax) parsed.clear()
    const target = targetOf(URL.parse(text))
    parsed.set(text, target)
    return target
  }
}

function targetOf(url: URL | null): Target | null {
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  return { origin: url.origin, pathname: url.pathname, path: url.pathname + url.search }
}

interface Call {
  request: SendRequest
  target: Target
  timeoutMs: number
  now: () => number
  underWay: Places<Exchange>
}

function exchange(origins: Origins, { request, target, timeoutMs, now, underWay }: Call): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const origin = origins.acquire(target.origin)
    const onEnd = (outcome: SendOutcome) => {
      underWay.remove(place)
      origins.release(origin)
      resolve(outcome)
    }
    const call = new Exchange({ timeoutMs, now, headersSeen: origin.headersSeen, onEnd })
    const place = underWay.add(call)
    const { method, headers, body } = request
    try {
      origin.pool.dispatch({ method, path: target.path, headers, body }, call)
    } catch (error) {
      call.onResponseError(null, error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function judgeOf(origin: string, { allow, isOwn }: SenderOptions): (address: string) => boolean {
  const { hostname, port } = hostPortOf(origin)
  return (address) => isOwn(address, port) || isForbiddenAddress({ address, port, hostname, allow })
}

function refusal(code: 'invalid-url' | 'blocked-address', message: string): Promise<SendOutcome> {
  return Promise.resolve({ kind: 'error', code, message, durationMs: 0 })
}
