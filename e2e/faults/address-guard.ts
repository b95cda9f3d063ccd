import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { call } from '../call.ts'
import { startGround } from './ground.ts'
import { apiKey, type Hookline, makeWebhook } from './hookline.ts'
import { newEvent, post, startLoad } from './load.ts'
import { allowed, nameOf } from './name-server.ts'
import { type Run, type Scenario, until } from './scenario.ts'
import { listen, vectorsOf } from './vectors.ts'

const watch = fileURLToPath(new URL('./watched-network.ts', import.meta.url))
const changingNames = 20

export const addressGuard: Scenario = {
  name: 'address-guard',
  title: 'URLs, redirects and names that lead where nobody may call',
  async run(run: Run) {
    const { isFull, folder, onEnd } = run
    const lookups = isFull ? 10_000 : 500
    const { sql, start } = await startGround(run)
    const machine = await startMachine()
    onEnd(machine.close)
    const notes = path.join(folder, 'network')
    const hookline = await start({ env: { FAULTS_NETWORK: notes }, nodeArgs: ['--import', watch] })

    const typed = vectorsOf((name) => /^(ssrf|url)-/.test(name) && name !== 'ssrf-dns')
    const taken = await takenOf(
      hookline,
      typed.map(({ value }) => value),
    )
    const redirects = vectorsOf((name) => name === 'redirect').map(({ value }) => value)
    const names = vectorsOf((name) => name === 'ssrf-dns').map(({ value }) => nameOf(value))
    for (const [index, value] of redirects.entries())
      await makeWebhook(hookline, {
        eventType: `redirect-${index}`,
        url: `http://${allowed}:${machine.port}/redirect/${encodeURIComponent(value)}`,
        policy,
      })
    for (const name of names) await makeWebhook(hookline, { eventType: name, url: `http://${name}:${machine.port}/`, policy })
    const types = Array.from({ length: changingNames }, (_, index) => `changing-${index}`)
    for (const type of types)
      await makeWebhook(hookline, { eventType: type, url: `http://${type}.test:${machine.port}/`, policy: { retry: { preset: 'none' } } })

    const special = [...redirects.map((_, index) => `redirect-${index}`), ...names]
    await post(
      hookline.url,
      special.map((type) => newEvent(type, type)),
    )
    const load = startLoad({ urls: [hookline.url], types, perCall: 20, callers: 4, pauseMs: 30 })
    onEnd(load.stop)
    const lookupsOf = async () => (await notesOf(notes, 'lookup')).filter((text) => text.startsWith('changing')).length
    await until('so many look-ups', async () => (await lookupsOf()) >= lookups, 300_000)
    await load.stop()
    await until('everything has ended', async () => (await sql`SELECT FROM queue LIMIT 1`).count === 0, 120_000)

    const ends = await sql<{ type: string; error: string | null; count: number }[]>`
      SELECT split_part(event_type, '-', 1) AS type, error, count(*)::int FROM deliveries GROUP BY 1, 2`
    const endsOf = (type: string, error: string | null) => ends.find((end) => end.type === type && end.error === error)?.count ?? 0
    const attempts = (await notesOf(notes, 'connection')).map((text) => text.split(' ')[0])
    return [
      { name: 'URLs of the vectors', value: typed.length },
      { name: 'of them taken as a webhook', value: taken, atMost: 0 },
      { name: 'redirects', value: redirects.length },
      {
        name: 'of them not ended as a redirect, or as no answer at all',
        value: redirects.length - endsOf('redirect', 'redirect') - endsOf('redirect', 'headers-too-large') - endsOf('redirect', 'protocol'),
        atMost: 0,
      },
      { name: 'names of the vectors', value: names.length },
      { name: 'names that changed from look-up to look-up', value: types.length },
      { name: 'their look-ups', value: await lookupsOf(), atLeast: lookups },
      { name: 'calls of theirs that arrived', value: endsOf('changing', null), atLeast: lookups / 10 },
      { name: 'calls of theirs that were refused', value: endsOf('changing', 'blocked-address'), atLeast: lookups / 4 },
      { name: 'connections tried in all', value: attempts.length },
      { name: 'of them at a forbidden address', value: attempts.filter((address) => address !== allowed).length, atMost: 0 },
      { name: 'connections that came in at another address of this machine', value: machine.strays(), atMost: 0 },
    ]
  },
}

/** Soon over: one more attempt, for what changes between two. */
const policy = { timeoutMs: 1000, retry: { delaysSeconds: [1] } }

/** How many of these URLs a webhook may be made with. */
async function takenOf(hookline: Hookline, urls: readonly string[]): Promise<number> {
  let taken = 0
  for (const url of urls) {
    const answer = await call({ url: hookline.url, apiKey }, 'POST /v1/webhooks', {
      name: 'Forbidden',
      eventTypes: ['*'],
      request: { urls: [url] },
    })
    if (answer.status !== 422) taken++
    await answer.arrayBuffer()
  }
  return taken
}

async function notesOf(file: string, kind: 'lookup' | 'connection'): Promise<string[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  return lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1))
}

const locations: Record<string, (port: number) => string> = {
  '302 file:///etc/passwd': () => 'HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\n',
  '302 Location with CRLF': (port) => `HTTP/1.1 302 Found\r\nlocation: http://127.0.0.2:${port}/\r\n\tx: y\r\n`,
  '302 http://169.254.169.254/latest/meta-data/': () => 'HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/latest/meta-data/\r\n',
  '300 with 10,000 Location headers': (port) =>
    `HTTP/1.1 300 Multiple Choices\r\n${`location: http://127.0.0.2:${port}/\r\n`.repeat(10_000)}`,
}

/** Listens at every address of this machine, and answers; it counts who came in at an address that may not be called. */
async function startMachine() {
  let strays = 0
  let port = 0
  const server = createServer((socket) => {
    if (socket.localAddress !== allowed && socket.localAddress !== `::ffff:${allowed}`) strays++
    socket.on('error', () => socket.destroy())
    socket.once('data', (bytes) => {
      const value = /^POST \/redirect\/(\S+)/.exec(bytes.toString('latin1'))?.[1]
      const head = value === undefined ? () => 'HTTP/1.1 200 OK\r\n' : locations[decodeURIComponent(value)]
      // Each connection serves one call, so that the next one looks the name up again.
      socket.end(`${head?.(port) ?? 'HTTP/1.1 500 Unknown\r\n'}connection: close\r\ncontent-length: 0\r\n\r\n`)
    })
  })
  port = await listen(server, '::')
  return { port, strays: () => strays, close: () => server.close() }
}
