import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './net/free-port.ts'
import { windowFirst } from './pipeline/lane-window.ts'
import { createTestDatabase, makeDataDir } from './testing/database.ts'
import { isGone, postmasterPid } from './testing/embedded-process.ts'
import { eventually } from './testing/hookline.ts'
import { startProcess } from './testing/process.ts'
import { startReceiver } from './testing/receiver.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

function spawnMain(env: Record<string, string>) {
  return spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  })
}

/** Runs main.ts until it ends, which it must do by itself. */
async function runToEnd(env: Record<string, string>): Promise<{ code: number; lines: string[] }> {
  const child = spawnMain(env)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number]
  return { code, lines: text.trim().split('\n') }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends within 10 s: calls under way are finished, the rest is given back, the database ends last',
  async (signal) => {
    const { promise: gate, resolve: release } = Promise.withResolvers<void>()
    const slow = await startReceiver(async () => {
      await gate
      return { status: 200 }
    })
    const port = await freePort()
    const app = await startProcess({ dataDir, port })
    const name = `Slow ${signal}`
    await app.post('/v1/webhooks', { name, eventTypes: [name], request: { urls: [slow.url], body: '{"id":"{{trigger.id}}"}' } })
    // An origin that never answered has so many calls under way (lane-window.ts): the rest waits.
    const underWay = windowFirst
    const count = underWay + 50
    const events = Array.from({ length: count }, (_, n) => ({ id: `${signal}-${n}`, type: name, userId: 'u' }))
    expect((await app.post('/v1/events', { events })).status).toBe(202)
    await slow.waitFor(underWay)
    const postmaster = await postmasterPid(`${dataDir}/data`)
    const stoppedAt = performance.now()
    app.kill(signal)
    await fetchRefused(app.url)
    release()
    expect(await app.ended).toBe(0)
    expect(performance.now() - stoppedAt).toBeLessThan(10_000)
    expect(await isGone(postmaster)).toBe(true)
    // Those under way were finished; others may have left before the stop got to them, but not all.
    expect(slow.received.length).toBeGreaterThanOrEqual(underWay)
    expect(slow.received.length).toBeLessThan(count)

    const again = await startProcess({ dataDir, port })
    await slow.waitFor(count)
    again.kill(signal)
    expect(await again.ended).toBe(0)
    const ids = slow.received.map((call) => (JSON.parse(call.body) as { id: string }).id)
    expect(ids.toSorted()).toEqual(events.map((event) => event.id).toSorted())
    await slow.close()
  },
)

test('SIGTERM ends within 10 s though a receiver never answers: its deliveries are given back unattempted', async () => {
  let answers = false
  const silent = await startReceiver(() => (answers ? {} : new Promise<never>(() => undefined)))
  const ownDir = await makeDataDir()
  const app = await startProcess({ dataDir: ownDir })
  const request = { urls: [silent.url], body: '{"id":"{{trigger.id}}"}' }
  await app.post('/v1/webhooks', { name: 'Silent', eventTypes: ['asked'], request, policy: { timeoutMs: 30_000 } })
  const count = windowFirst
  const events = Array.from({ length: count }, (_, n) => ({ id: `asked-${n}`, type: 'asked', userId: 'u' }))
  expect((await app.post('/v1/events', { events })).status).toBe(202)
  await silent.waitFor(count)
  const postmaster = await postmasterPid(`${ownDir}/data`)
  const stoppedAt = performance.now()
  app.kill('SIGTERM')
  expect(await app.ended).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
  expect(await isGone(postmaster)).toBe(true)

  answers = true
  const again = await startProcess({ dataDir: ownDir })
  await silent.waitFor(2 * count)
  type Listed = { items: { status: string; attemptCount: number }[] }
  const done = await eventually(async () => {
    const { items } = await again.get<Listed>('/v1/deliveries?limit=100')
    return items.every(({ status }) => status === 'succeeded') ? items : null
  })
  expect(done.map(({ attemptCount }) => attemptCount)).toEqual(Array(count).fill(1))
  again.kill('SIGTERM')
  await again.ended
  await silent.close()
  await rm(ownDir, { recursive: true, force: true })
})

test.each(['1', '2'])('SIGTERM during the start (PROCESSES=%s) stops the database that was started', async (processes) => {
  const ownDir = await makeDataDir()
  const env = { DATA_DIR: `${ownDir}/data`, PORT: String(await freePort()), LOG_LEVEL: 'info', PROCESSES: processes }
  const child = spawnMain(env)
  const ended = once(child, 'exit')
  await new Promise<void>((resolve) => child.stderr.on('data', (chunk) => String(chunk).includes('PostgreSQL runs') && resolve()))
  const postmaster = await postmasterPid(`${ownDir}/data`)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(await isGone(postmaster)).toBe(true)
  await rm(ownDir, { recursive: true, force: true })
})

test('SIGTERM while migrations wait for another Hookline ends at once', async () => {
  const database = await createTestDatabase()
  const other = postgres(database.url, { max: 1 })
  await other`SELECT pg_advisory_lock(4871001)`
  const child = spawnMain({ DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: 'warn' })
  const ended = once(child, 'exit')
  await eventually(async () => (await other`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`).count > 0)
  const stoppedAt = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(performance.now() - stoppedAt).toBeLessThan(5000)
  await other.end()
  await database.drop()
})

test('SIGTERM with PROCESSES=2 ends within 10 s though a worker hangs, and the database ends last', async () => {
  const ownDir = await makeDataDir()
  const app = await startProcess({ dataDir: ownDir, env: { PROCESSES: '2' } })
  const postmaster = await postmasterPid(`${ownDir}/data`)
  const [hanging] = await workersOf(app.pid)
  if (hanging === undefined) throw new Error('there is no worker')
  process.kill(hanging, 'SIGSTOP')
  const stoppedAt = performance.now()
  app.kill('SIGTERM')
  expect(await app.ended).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
  expect(await isGone(postmaster)).toBe(true)
  expect(await isGone(hanging)).toBe(true)
  await rm(ownDir, { recursive: true, force: true })
})

/** The processes of main.ts that this one has started. */
async function workersOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,ppid=,command='])
  const lines = stdout.split('\n').filter((line) => line.includes('main.ts'))
  return lines.map((line) => line.trim().split(/\s+/).map(Number)).flatMap(([child, parent]) => (parent === pid && child ? [child] : []))
}

/** Resolves when no new connection is taken any more. */
async function fetchRefused(url: string): Promise<void> {
  for (;;) {
    const taken = await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    )
    if (!taken) return
  }
}

test('a second Hookline on the same DATA_DIR stops with one clear line, and the first goes on', async () => {
  const app = await startProcess({ dataDir })
  const { code, lines } = await runToEnd({ DATA_DIR: `${dataDir}/data`, PORT: String(await freePort()), LOG_LEVEL: 'warn' })
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`${dataDir}/data`)
  expect(lines[0]).toContain(String(app.pid))
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
  app.kill('SIGTERM')
  await app.ended
})

test('a port in use and a wrong setting each stop the start with one line that names the variable', async () => {
  const app = await startProcess({ dataDir })
  const taken = await runToEnd({ DATA_DIR: await makeDataDir(), PORT: new URL(app.url).port, LOG_LEVEL: 'warn' })
  expect(taken).toEqual({ code: 1, lines: [expect.stringMatching(/^PORT: .* is in use/)] })
  const noFolder = await runToEnd({ DATA_DIR: '/dev/null', PORT: String(await freePort()) })
  expect(noFolder).toEqual({ code: 1, lines: [expect.stringMatching(/^DATA_DIR cannot be used: .*\/dev\/null/)] })
  expect(await runToEnd({ PORT: 'x' })).toEqual({ code: 1, lines: ['PORT cannot be used: give a port from 1 to 65535.'] })
  const unreachable = await runToEnd({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/db', DATA_DIR: dataDir })
  expect(unreachable).toEqual({ code: 1, lines: [expect.stringMatching(/^DATABASE_URL: the database does not answer/)] })
  app.kill('SIGTERM')
  await app.ended
})
