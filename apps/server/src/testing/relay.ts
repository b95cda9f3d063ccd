import net from 'node:net'

/** Stands between a client and a PostgreSQL. */
export interface Relay {
  url: string
  port: number
  /** Breaks all connections, as a server that is killed breaks them. */
  breakAll(): void
  /** Takes no connections any more; resolves when there is none left. */
  refuse(): Promise<void>
  accept(): Promise<void>
  /** Resolves when a client sends the text. */
  sees(text: string): Promise<void>
  /** Begins to count what clients send that has the text. */
  counts(text: string): () => number
  /** Lets nothing of what the server sends through any more, once a client has sent the text or the server has. */
  holdAnswersAfter(side: 'client' | 'server', text: string): void
}

/** Passes connections on to a PostgreSQL, until they are broken. */
export async function openRelay(url: string): Promise<Relay> {
  const target = new URL(url)
  const sockets = new Set<net.Socket>()
  const watches = new Set<(chunk: Buffer) => void>()
  let holdsAfter: { side: 'client' | 'server'; text: string } | null = null
  let isHolding = false
  const look = (side: 'client' | 'server', chunk: Buffer) => {
    if (holdsAfter?.side === side && chunk.includes(holdsAfter.text)) isHolding = true
  }
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname)
    near.on('error', () => undefined).on('close', () => far.destroy())
    far.on('error', () => undefined).on('close', () => near.destroy())
    near.pipe(far)
    far.on('data', (chunk: Buffer) => {
      if (!isHolding) near.write(chunk)
      look('server', chunk)
    })
    near.on('data', (chunk: Buffer) => {
      look('client', chunk)
      for (const watch of watches) watch(chunk)
    })
    sockets.add(near.on('close', () => sockets.delete(near)))
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as net.AddressInfo
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    port,
    breakAll: () => {
      for (const socket of sockets) socket.resetAndDestroy()
      holdsAfter = null
      isHolding = false
    },
    refuse: () => new Promise<void>((resolve) => server.close(() => resolve())),
    accept: () => listen(port),
    sees: (text) =>
      new Promise<void>((resolve) => {
        const watch = (chunk: Buffer) => {
          if (!chunk.includes(text)) return
          watches.delete(watch)
          resolve()
        }
        watches.add(watch)
      }),
    counts: (text) => {
      let count = 0
      watches.add((chunk) => {
        count += chunk.toString('latin1').split(text).length - 1
      })
      return () => count
    },
    holdAnswersAfter: (side, text) => {
      holdsAfter = { side, text }
    },
  }
}
