import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the receiver got it. */
export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
  bytes: Buffer
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface Receiver {
  url: string
  received: Received[]
  /** Resolves when so many requests have come; rejects after the time (5 s by default). */
  waitFor(count: number, withinMs?: number): Promise<Received[]>
  close(): Promise<void>
}

/** A real HTTP receiver on loopback; `answer` may depend on the request and its number (1 for the first), and may wait. */
export async function startReceiver(
  answer: (request: Received, number: number) => Answer | Promise<Answer> = () => ({}),
): Promise<Receiver> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const request = { method: req.method ?? '', url: req.url ?? '', headers: req.headers, body: bytes.toString('utf8'), bytes }
    received.push(request)
    for (const look of waiting) look()
    const { status = 200, headers = {}, body = 'ok' } = await answer(request, received.length)
    res.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    waitFor: (count, withinMs = 30_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`${received.length} of ${count} requests came within ${withinMs} ms`))
        }, withinMs)
        const look = () => {
          if (received.length < count) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
