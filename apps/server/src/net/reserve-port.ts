import { createServer } from 'node:net'

/**
 * Takes a port before anything else is started: one that is in use is told at once, and the embedded database, which
 * takes any free port, cannot come upon ours. Out: how to let it go, right before it is listened on.
 */
export async function reservePort({ host, port }: { host: string; port: number }): Promise<() => Promise<void>> {
  // Whoever calls now is told to come back, and not left waiting.
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  let released: Promise<void> | null = null
  return () => {
    released ??= new Promise((resolve) => server.close(() => resolve()))
    return released
  }
}
