// One HTTP/2 session and the calls that share it. A call is one stream and is written once: what the receiver refuses, or
// what ends with the session, is told as its outcome and never sent again from here.
import { type ClientHttp2Session, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import type { Call, Exchange } from './exchange.ts'
import { sendOverStream } from './http2-stream.ts'

/** Calls at once in one session, at most; the receiver's own limit counts where it is lower. */
const streamsMax = 100
/** A receiver that chose HTTP/2 must begin it within this. */
const settingsTimeoutMs = 10_000
/** Unused for so long a session is closed: load balancers close theirs after a minute. */
const idleMs = 30_000
/** Header lines of one answer, at most; nghttp2 itself keeps 64 KiB at most. */
const headerLinesMax = 1024

export interface SessionEvents {
  /** It may take calls (again). */
  onRoom: () => void
  /** It takes no call any more; what is under way may still end well. */
  onGone: (wasReady: boolean) => void
  /** The receiver wants HTTP/1.1 (RFC 9113 section 7). */
  onHttp1Required: () => void
}

export class Http2Session {
  /** Until the receiver's settings are here nothing is sent: it may allow fewer calls at once. */
  #isStarting = true
  readonly #events: SessionEvents
  readonly #session: ClientHttp2Session
  readonly #authority: string
  #streams = 0
  #streamsAllowed = 0
  /** A call was not answered in time: nothing new is sent before the receiver answers a ping. */
  #isDoubted = false
  #isGone = false
  #timer: NodeJS.Timeout

  constructor(origin: string, socket: Socket, events: SessionEvents) {
    this.#events = events
    this.#authority = new URL(origin).host
    const session = connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false },
      maxHeaderListPairs: headerLinesMax,
    })
    this.#session = session
    this.#timer = setTimeout(() => this.destroy(), settingsTimeoutMs)
    session.on('remoteSettings', ({ maxConcurrentStreams = streamsMax }) => {
      this.#streamsAllowed = Math.min(maxConcurrentStreams, streamsMax)
      if (this.#isStarting) this.#becomeIdle()
      this.#isStarting = false
      this.#events.onRoom()
    })
    session.on('goaway', (code) => {
      if (code === constants.NGHTTP2_HTTP_1_1_REQUIRED) events.onHttp1Required()
      this.#leave()
    })
    // The streams tell what became of them.
    session.on('error', () => this.#leave())
    session.on('close', () => this.#leave())
  }

  get hasRoom(): boolean {
    // Streams hear of the session's end before the session says so.
    const isOpen = !this.#isGone && !this.#session.closed && !this.#session.destroyed
    return isOpen && !this.#isStarting && !this.#isDoubted && this.#streams < this.#streamsAllowed
  }

  /** Whether no other is to be opened beside it: it is starting, or the receiver allows no call at present. */
  get isEnough(): boolean {
    return this.#isStarting || (!this.#isGone && this.#streamsAllowed === 0)
  }

  dispatch(call: Call, exchange: Exchange): void {
    this.#streams++
    clearTimeout(this.#timer)
    const events = { onUnanswered: () => this.#doubt(), onHttp1Required: this.#events.onHttp1Required, onEnd: () => this.#ended() }
    sendOverStream(this.#session, { authority: this.#authority, call, exchange }, events)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#session.destroy()
    this.#leave()
  }

  #ended(): void {
    this.#streams--
    if (this.#streams === 0 && (this.#isGone || this.#isDoubted)) this.destroy()
    else if (this.#streams === 0) this.#becomeIdle()
    if (this.hasRoom) this.#events.onRoom()
  }

  #becomeIdle(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.destroy(), idleMs).unref()
  }

  #doubt(): void {
    if (this.#isDoubted || this.#isGone) return
    this.#isDoubted = true
    this.#session.ping((error) => {
      if (error) return
      this.#isDoubted = false
      if (this.hasRoom) this.#events.onRoom()
    })
  }

  #leave(): void {
    if (this.#isGone) return
    this.#isGone = true
    const wasReady = !this.#isStarting
    this.#isStarting = false
    if (this.#streams === 0) this.destroy()
    this.#events.onGone(wasReady)
  }
}
