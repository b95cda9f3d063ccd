import { once } from 'node:events'
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import { createServer, type TLSSocket } from 'node:tls'
import { certificates } from './certificates.ts'
import { listen } from './loopback.ts'

/** A real HTTP/2 server for crm.test on 127.0.0.1. */
export interface Http2Server extends AsyncDisposable {
  url: string
  server: Http2SecureServer
  sessions: ServerHttp2Session[]
  /** How many requests came. */
  requests: number
}

export interface Http2Options {
  maxConcurrentStreams?: number
  /** Speaks HTTP/1.1 as well, to those who do not offer HTTP/2. */
  allowHTTP1?: boolean
}

/** Starts a server that hands each stream to `onStream`. */
export async function startHttp2(
  onStream: (stream: ServerHttp2Stream, headers: Record<string, unknown>) => void,
  { maxConcurrentStreams, ...options }: Http2Options = {},
): Promise<Http2Server> {
  const settings = maxConcurrentStreams === undefined ? {} : { maxConcurrentStreams }
  const server = createSecureServer({ key: certificates.key, cert: certificates.good, settings, ...options })
  const started: Http2Server = {
    url: '',
    server,
    sessions: [],
    requests: 0,
    async [Symbol.asyncDispose]() {
      for (const session of started.sessions) session.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  server.on('session', (session) => {
    started.sessions.push(session)
    session.on('error', () => undefined)
  })
  server.on('stream', (stream, headers) => {
    started.requests++
    stream.on('error', () => undefined)
    onStream(stream, headers)
  })
  started.url = `https://crm.test:${await listen(server)}/`
  return started
}

// RFC 9113 sections 4.1 and 6.
export const frames = { data: 0, headers: 1, reset: 3, settings: 4, push: 5, ping: 6, goaway: 7, continuation: 9 } as const
export const endStream = 1
export const endHeaders = 4

export function frame(type: keyof typeof frames, flags: number, stream: number, payload: Buffer | string = ''): Buffer {
  const bytes = Buffer.from(payload)
  const head = Buffer.alloc(9)
  head.writeUIntBE(bytes.length, 0, 3)
  head[3] = frames[type]
  head[4] = flags
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, bytes])
}

export function uint32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index)
  return bytes
}

/** `:status: 200`, RFC 7541 appendix A. */
export const status200 = Buffer.from([0x88])

/** A header line that is in no table, RFC 7541 section 6.2.2. */
export function headerLine(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), integer(name.length), Buffer.from(name), integer(value.length), Buffer.from(value)])
}

/** RFC 7541 section 5.1, with a prefix of seven bits. */
function integer(value: number): Buffer {
  if (value < 127) return Buffer.from([value])
  const bytes = [127]
  let rest = value - 127
  for (; rest >= 128; rest >>= 7) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}

/** A server for crm.test that speaks HTTP/2 frame by frame, and says what it likes. */
export interface RawHttp2Server extends AsyncDisposable {
  url: string
  connections: number
  /** The types of the frames that came after the settings, by their number. */
  received: number[]
  /** Requests that came: their HEADERS frames. */
  requests: number
}

/** Starts a raw server; `onRequest` runs for each HEADERS frame, `settings` are its own. */
export async function startRawHttp2(
  onRequest: (socket: TLSSocket, stream: number) => void,
  settings: Buffer | null = frame('settings', 0, 0),
): Promise<RawHttp2Server> {
  const sockets = new Set<TLSSocket>()
  let isOver = false
  const server = createServer({ key: certificates.key, cert: certificates.good, ALPNProtocols: ['h2'] }, (socket) => {
    if (isOver) socket.destroy()
    raw.connections++
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
    if (settings) socket.write(settings)
    readFrames(socket, (type, stream) => {
      raw.received.push(type)
      if (type === frames.settings && settings) socket.write(frame('settings', 1, 0))
      if (type !== frames.headers) return
      raw.requests++
      onRequest(socket, stream)
    })
  })
  const raw: RawHttp2Server = {
    url: `https://crm.test:${await listen(server)}/`,
    connections: 0,
    received: [],
    requests: 0,
    async [Symbol.asyncDispose]() {
      isOver = true
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return raw
}

const prefaceBytes = 24

/** Calls for each frame but acknowledged settings. */
function readFrames(socket: TLSSocket, onFrame: (type: number, stream: number) => void): void {
  let bytes = Buffer.alloc(0)
  let hasPreface = false
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    if (!hasPreface && bytes.length >= prefaceBytes) {
      hasPreface = true
      bytes = bytes.subarray(prefaceBytes)
    }
    while (hasPreface && bytes.length >= 9 && bytes.length >= 9 + bytes.readUIntBE(0, 3)) {
      const [length, type, flags, stream] = [bytes.readUIntBE(0, 3), bytes[3] ?? 0, bytes[4] ?? 0, bytes.readUInt32BE(5)]
      bytes = bytes.subarray(9 + length)
      if (type !== frames.settings || flags === 0) onFrame(type, stream)
    }
  })
}
