import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDataDir } from './testing/database.ts'
import { isGone, postmasterPid } from './testing/embedded-process.ts'
import { freePort } from './testing/hookline.ts'
import { startProcess } from './testing/process.ts'
import { startReceiver } from './testing/receiver.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Runs main.ts until it ends, which it must do by itself. */
async function runToEnd(env: Record<string, string>): Promise<{ code: number; lines: string[] }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  })
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
    const count = 150
    const events = Array.from({ length: count }, (_, n) => ({ id: `${signal}-${n}`, type: name, userId: 'u' }))
    expect((await app.post('/v1/events', { events })).status).toBe(202)
    await slow.waitFor(100)
    const postgres = await postmasterPid(`${dataDir}/data`)
    const stoppedAt = performance.now()
    app.kill(signal)
    await fetchRefused(app.url)
    release()
    expect(await app.ended).toBe(0)
    expect(performance.now() - stoppedAt).toBeLessThan(10_000)
    expect(await isGone(postgres)).toBe(true)
    expect(slow.received.length).toBe(100)

    const again = await startProcess({ dataDir, port })
    await slow.waitFor(count)
    again.kill(signal)
    expect(await again.ended).toBe(0)
    const ids = slow.received.map((call) => (JSON.parse(call.body) as { id: string }).id)
    expect(ids.toSorted()).toEqual(events.map((event) => event.id).toSorted())
    await slow.close()
  },
  60_000,
)

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
}, 60_000)

test('a port in use and a wrong setting each stop the start with one line that names the variable', async () => {
  const app = await startProcess({ dataDir })
  const taken = await runToEnd({ DATA_DIR: await makeDataDir(), PORT: new URL(app.url).port, LOG_LEVEL: 'warn' })
  expect(taken).toEqual({ code: 1, lines: [expect.stringMatching(/^PORT: .* is in use/)] })
  expect(await runToEnd({ PORT: 'x' })).toEqual({ code: 1, lines: ['PORT cannot be used: give a port from 1 to 65535.'] })
  const unreachable = await runToEnd({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/db', DATA_DIR: dataDir })
  expect(unreachable).toEqual({ code: 1, lines: [expect.stringMatching(/^DATABASE_URL: the database does not answer/)] })
  app.kill('SIGTERM')
  await app.ended
}, 60_000)
