import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import type { LookupAll } from '../guarded-lookup.ts'

/** A server on 127.0.0.1 that answers with raw bytes, and remembers what reached it. */
export interface RawServer extends AsyncDisposable {
  port: number
  url: string
  connections: number
  received: string
}

/** Starts a raw server; `onRequest` runs once per connection, when its first bytes came. */
export async function startRaw(onRequest: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    raw.connections++
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
    socket.on('data', (bytes) => {
      raw.received += bytes.toString('latin1')
    })
    socket.once('data', () => onRequest(socket))
  })
  const port = await listen(server)
  const raw: RawServer = {
    port,
    url: `http://127.0.0.1:${port}/`,
    connections: 0,
    received: '',
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return raw
}

/** Listens on any free port of 127.0.0.1. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port // a TCP server's address is never a string
}

/** A resolver that answers every name with these addresses. */
export function answering(...addresses: string[]): LookupAll {
  const answers: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return (_hostname, callback) => setImmediate(callback, null, answers)
}
