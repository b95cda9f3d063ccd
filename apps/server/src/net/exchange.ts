// One request and its answer. The rule for answers that do not end: the whole exchange, DNS and connecting included, must
// end by the deadline, otherwise it is a `timeout`, whatever status was already read. The one exception: once 64 KiB of
// the body were read the rest is cut off and the status counts, for no acknowledgement needs more.
import type { DeliveryErrorCode } from '@hookline/webhook'
import type { Dispatcher } from 'undici'
import type { HeaderPairs, HeadersSeen } from './headers-seen.ts'
import { sendErrorOf } from './send-error.ts'

/**
 * How an attempt ended. Header names and values are as they came, one entry each; the body is never decoded. `aborted`:
 * Hookline stops, and nobody knows how it would have ended.
 */
export type SendOutcome =
  | { kind: 'answer'; status: number; headers: HeaderPairs; body: Buffer; bodyTruncated: boolean; durationMs: number }
  | { kind: 'error'; code: DeliveryErrorCode; message: string; durationMs: number }
  | { kind: 'aborted' }

/** What one exchange sends. `headers` are names and values alternating; `body` null sends none. */
export interface Call {
  method: string
  path: string
  headers: string[]
  body: Buffer | null
}

/** What carries an exchange: undici's controller, or a stream's. */
export type ExchangeControl = Pick<Dispatcher.DispatchController, 'abort' | 'rawHeaders'>

/** Bytes of an answer that are read and kept. */
export const answerBytesMax = 64 * 1024
/** The answer's headers, at most; beyond them the attempt fails as `headers-too-large`. */
export const answerHeaderBytesMax = 16 * 1024

const noBytes = Buffer.alloc(0)

export interface ExchangeOptions {
  timeoutMs: number
  /** Monotonic milliseconds. */
  now: () => number
  /** Those of the receiver's answers so far. */
  headersSeen: HeadersSeen
  onEnd: (outcome: SendOutcome) => void
}

/**
 * One exchange, and undici's handler of it: calls `onEnd` exactly once, by the deadline or its abort at the latest. It begins
 * once: whoever carries it may not send its request a second time.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions
  readonly #startedAt: number
  readonly #timer: NodeJS.Timeout
  #controller: ExchangeControl | null = null
  #leave: (() => void) | null = null
  #hasEnded = false
  #status = 0
  #headers: HeaderPairs = []
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.#startedAt = options.now()
    this.#timer = setTimeout(expire, options.timeoutMs, this)
  }

  /** While it waits for a connection: `leave` is called if it ends before there is one. */
  onLeave(leave: () => void): void {
    this.#leave = leave
  }

  onRequestStart(controller: ExchangeControl): void {
    if (this.#controller) throw new Error('a request is sent once')
    // It waited for a connection until its deadline passed, or was aborted. A throw here drops it before a byte is written and, unlike
    // abort, leaves the connection to the next one in the queue.
    if (this.#hasEnded) throw new Error('it ended before there was a connection')
    this.#controller = controller
  }

  onResponseStart(controller: ExchangeControl, status: number): void {
    if (status < 200) return
    this.#status = status
    this.#headers = this.#options.headersSeen.read(Array.isArray(controller.rawHeaders) ? controller.rawHeaders : [])
  }

  onResponseData(controller: ExchangeControl, chunk: Buffer): void {
    if (this.#hasEnded) return
    const room = answerBytesMax - this.#bytes
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    this.#bytes += chunk.length
    if (chunk.length <= room) return
    this.#endWithAnswer(true)
    controller.abort(new Error('the rest of the answer is not needed'))
  }

  onResponseEnd(): void {
    this.#endWithAnswer(false)
  }

  onResponseError(_controller: ExchangeControl | null, error: Error): void {
    if (this.#hasEnded) return
    const { code, message } = sendErrorOf(error)
    this.#endWithError(code, message)
  }

  /** The deadline has passed. */
  expire(): void {
    this.#endWithError(this.#status === 0 ? 'timeout' : 'too-slow-body', `${this.#stage()} within ${this.#options.timeoutMs} ms.`)
    this.#controller?.abort(new Error('the deadline passed'))
  }

  /** Ends it without a result. */
  abort(): void {
    this.#end({ kind: 'aborted' })
    this.#controller?.abort(new Error('Hookline stops'))
  }

  #stage(): string {
    if (!this.#controller) return 'There was no connection'
    return this.#status === 0 ? 'The receiver did not answer' : `The receiver began to answer ${this.#status} but did not finish`
  }

  #endWithAnswer(bodyTruncated: boolean): void {
    const body = this.#bytes === 0 ? noBytes : Buffer.concat(this.#chunks)
    this.#end({ kind: 'answer', status: this.#status, headers: this.#headers, body, bodyTruncated, durationMs: this.#elapsedMs() })
  }

  #endWithError(code: DeliveryErrorCode, message: string): void {
    this.#end({ kind: 'error', code, message, durationMs: this.#elapsedMs() })
  }

  #elapsedMs(): number {
    return Math.round(this.#options.now() - this.#startedAt)
  }

  #end(outcome: SendOutcome): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#timer)
    this.#leave?.()
    this.#options.onEnd(outcome)
  }
}

// A function of the module with its argument, not a closure per request.
function expire(exchange: Exchange): void {
  exchange.expire()
}
