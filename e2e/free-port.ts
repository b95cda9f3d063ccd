import { randomInt } from 'node:crypto'
import net from 'node:net'

// As the server's own (net/free-port.ts), of which nothing may be imported here: below what systems give to outgoing connections,
// since a port from there may be the source of one by the time it is bound.
const lowest = 20_000
const count = 12_000
const triesMax = 100

/** A TCP port of loopback that nobody uses. Throws where none is found. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = lowest + randomInt(count)
    if (await isFree(port)) return port
  }
  throw new Error(`none of ${triesMax} ports from ${lowest} to ${lowest + count - 1} on 127.0.0.1 is free`)
}

function isFree(port: number): Promise<boolean> {
  const server = net.createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
