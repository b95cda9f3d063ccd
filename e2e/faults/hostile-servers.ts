// What a receiver may answer to harm who calls it: one server for each input of the class `response` in
// vectors/refused-inputs.json, and none of them may be missing.
import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { listen, vectorsOf } from './vectors.ts'

const certificates = JSON.parse(readFileSync(new URL('../../vectors/certificates.json', import.meta.url), 'utf8')) as Record<string, string>

type Behaviour = (socket: Socket) => void

const answer =
  (head: string, body: Buffer | string = 'ok') =>
  (socket: Socket) => {
    socket.write(`HTTP/1.1 ${head}\r\n${head.includes('ontent-length') ? '' : `content-length: ${body.length}\r\n`}\r\n`)
    socket.write(body)
  }

const bomb = gzipSync(Buffer.alloc(10_000_000))

const behaviours: Record<string, Behaviour> = {
  '200 with Retry-After: 99999999': answer('200 OK\r\nretry-after: 99999999'),
  'RST after request': (socket) => socket.resetAndDestroy(),
  'gzip bomb 10 KB -> 10 GB': answer('200 OK\r\ncontent-encoding: gzip', bomb),
  '100 x 1xx then nothing': (socket) => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100)),
  '1 body byte per second after 200': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
    const timer = setInterval(() => socket.write('x'), 1000)
    socket.once('close', () => clearInterval(timer))
  },
  'content-encoding: gzip, gzip, ... x1000': answer(`200 OK\r\ncontent-encoding: ${Array(1000).fill('gzip').join(', ')}`),
  'headers of 1 MB': answer(`200 OK\r\nx-large: ${'y'.repeat(1_000_000)}`),
  'two different content-length': answer('200 OK\r\ncontent-length: 1\r\ncontent-length: 2', 'ab'),
  'set-cookie': answer('200 OK\r\nset-cookie: a=1; path=/'),
}

/** The first is not one that Node would ever trust, each of the others is wrong in one way. */
const tlsCases: readonly TlsOptions[] = [
  { cert: certificates.selfSigned },
  { cert: certificates.expired },
  { cert: certificates.otherHost },
  { cert: certificates.good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  { SNICallback: (_name, done) => done(new Error('no such name here')) },
]

export interface HostileServer {
  value: string
  url: string
  /** Whether it gives a whole answer, so that the connection may stay open after it. */
  isWhole: boolean
  /** For how long each connection was open after its request, in milliseconds. */
  openMs: number[]
  requests: number
  close(): void
}

const whole: ReadonlySet<string> = new Set(Object.keys(behaviours).filter((value) => !/RST|1xx|per second|1 MB|two different/.test(value)))

/** Starts a server for every hostile answer; the one of TLS in turn as each of its cases. */
export async function startHostile(variants: number): Promise<HostileServer[]> {
  const inputs = vectorsOf((name) => name === 'response').map(({ value }) => value)
  return Promise.all(inputs.flatMap((value) => Array.from({ length: variants }, (_, variant) => startOne(value, variant))))
}

async function startOne(value: string, variant: number): Promise<HostileServer> {
  const isTls = value.startsWith('TLS:')
  const behave = behaviours[value]
  if (!behave && !isTls) throw new Error(`there is no server that answers as ${value} says`)
  const sockets = new Set<Socket>()
  const watch = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }
  const take = (socket: Socket) => {
    let requestAt = Number.NaN
    socket.on('data', () => {
      hostile.requests++
      requestAt = performance.now()
      behave?.(socket)
    })
    socket.once('close', () => Number.isNaN(requestAt) || hostile.openMs.push(performance.now() - requestAt))
  }
  const server: Server = isTls
    ? createTlsServer({ key: certificates.key ?? '', ...tlsCases[variant % tlsCases.length] }, take).on(
        'tlsClientError',
        () => hostile.requests++,
      )
    : createServer(take)
  server.on('connection', watch)
  const port = await listen(server, '127.0.0.1')
  const close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  const url = `${isTls ? 'https' : 'http'}://127.0.0.1:${port}/`
  const hostile: HostileServer = { value, url, isWhole: whole.has(value), openMs: [], requests: 0, close }
  return hostile
}
