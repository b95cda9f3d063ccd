import { validateHeaderName, validateHeaderValue } from 'node:http'
import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2'
import { errors } from 'undici'
import { answerHeaderBytesMax, type Call, type Exchange, type ExchangeControl } from './exchange.ts'

export interface StreamEvents {
  /** It was cut off before the receiver said a word. */
  onUnanswered: () => void
  /** The receiver wants HTTP/1.1 (RFC 9113 section 7). */
  onHttp1Required: () => void
  /** It is over; called once. */
  onEnd: () => void
}

export interface StreamCall {
  /** Host and port as the URL has them. */
  authority: string
  call: Call
  exchange: Exchange
}

/** Makes a call over a stream of its own. */
export function sendOverStream(
  session: ClientHttp2Session,
  { authority, call, exchange }: StreamCall,
  { onUnanswered, onHttp1Required, onEnd }: StreamEvents,
): void {
  let hasAnswer = false
  const stream = openStream(session, { authority, call, exchange })
  if (!stream) {
    onEnd()
    return
  }
  const control: ExchangeControl = {
    rawHeaders: [],
    abort() {
      if (!hasAnswer) onUnanswered()
      cancel(stream)
    },
  }
  stream.on('response', (_headers, _flags, rawHeaders: string[]) => {
    hasAnswer = true
    const [status, headers] = answerOf(rawHeaders)
    control.rawHeaders = headers
    if (headers.reduce((bytes, text) => bytes + text.length, 0) <= answerHeaderBytesMax) return exchange.onResponseStart(control, status)
    exchange.onResponseError(control, new errors.HeadersOverflowError())
    cancel(stream)
  })
  stream.on('data', (chunk: Buffer) => exchange.onResponseData(control, chunk))
  stream.on('end', () => {
    // Cut off, not ended; RFC 9113 section 8.1 lets NO_ERROR follow a whole answer.
    if (!hasAnswer || (stream.closed && stream.rstCode !== constants.NGHTTP2_NO_ERROR)) return
    exchange.onResponseEnd()
    if (!stream.writableFinished) cancel(stream)
  })
  stream.on('error', (error) => exchange.onResponseError(control, error))
  stream.on('close', () => {
    if (stream.rstCode === constants.NGHTTP2_HTTP_1_1_REQUIRED) onHttp1Required()
    exchange.onResponseError(control, new Error(`The stream was closed before the answer had ended (code ${stream.rstCode}).`))
    onEnd()
  })
  exchange.onRequestStart(control)
  if (call.body !== null) stream.end(call.body)
}

/** Null where the request cannot be sent as it is, or the session just ended: the exchange was told. */
function openStream(session: ClientHttp2Session, { authority, call, exchange }: StreamCall): ClientHttp2Stream | null {
  try {
    return session.request(requestHeaders(authority, call), { endStream: call.body === null })
  } catch (error) {
    exchange.onResponseError(null, error instanceof Error ? error : new Error(String(error)))
    return null
  }
}

function requestHeaders(authority: string, { method, path, headers, body }: Call): string[] {
  const lines = [':method', method, ':scheme', 'https', ':authority', authority, ':path', path]
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const [name = '', value = ''] = headers.slice(index, index + 2)
    validateHeaderName(name)
    validateHeaderValue(name, value)
    lines.push(name.toLowerCase(), value)
  }
  if (body !== null) lines.push('content-length', String(body.length))
  return lines
}

function answerOf(raw: readonly string[]): [status: number, headers: string[]] {
  const status = raw.indexOf(':status')
  return [Number(raw[status + 1]), raw.toSpliced(status, 2)]
}

/** Tells the receiver that nothing more is wanted; the session goes on. */
function cancel(stream: ClientHttp2Stream): void {
  stream.close(constants.NGHTTP2_CANCEL)
  stream.destroy()
}
