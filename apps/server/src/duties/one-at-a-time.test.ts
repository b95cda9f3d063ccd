import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, makeDataDir, type TestDatabase } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { startProcess } from '../testing/process.ts'
import { runUpkeep } from '../upkeep/run-upkeep.ts'
import { dutyLocks, oneAtATime } from './one-at-a-time.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const pool = () => postgres(database.url, { max: 2, onnotice: () => undefined, backoff: () => 0.1 })
const duty = (sql: postgres.Sql) => ({ sql, lock: 'endpoints' as const, workspaceId: 1 })

test('of two that have the same duty one does it, and the other after it; another workspace waits for neither', async () => {
  const [first, second] = [pool(), pool()]
  const release = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const doing = oneAtATime(duty(first), () => {
    begun.resolve()
    return release.promise
  })
  await begun.promise
  expect(await oneAtATime(duty(second), () => Promise.reject(new Error('both at once')))).toBe(false)
  expect(await oneAtATime({ ...duty(second), workspaceId: 2 }, () => Promise.resolve())).toBe(true)
  release.resolve()
  expect(await doing).toBe(true)
  expect(await oneAtATime(duty(second), () => Promise.resolve())).toBe(true)
  await Promise.all([first.end(), second.end()])
})

test('work that fails gives the duty back', async () => {
  const sql = pool()
  await expect(oneAtATime(duty(sql), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await oneAtATime(duty(sql), () => Promise.resolve())).toBe(true)
  await sql.end()
})

test('one that takes longer than a silence may last keeps its duty, because it says that it is there', async () => {
  const [first, second] = [pool(), pool()]
  const timing = { sayEveryMs: 50, silentMaxMs: 400 }
  const startedAt = performance.now()
  const done = await oneAtATime({ ...duty(first), timing }, async (signal) => {
    await eventually(() => performance.now() - startedAt > 3 * timing.silentMaxMs)
    expect(signal.aborted).toBe(false)
    expect(await oneAtATime(duty(second), () => Promise.resolve())).toBe(false)
  })
  expect(done).toBe(true)
  await Promise.all([first.end(), second.end()])
})

test('one that hangs loses its duty to another, and is told when it goes on', async () => {
  const [first, second] = [pool(), pool()]
  const timing = { sayEveryMs: 600, silentMaxMs: 200 }
  const told = Promise.withResolvers<void>()
  const hanging = oneAtATime({ ...duty(first), timing }, async (signal) => {
    await eventually(() => oneAtATime(duty(second), () => Promise.resolve()))
    await eventually(() => signal.aborted)
    told.resolve()
  })
  await expect(hanging).rejects.toThrow()
  await told.promise
  await Promise.all([first.end(), second.end()])
})

test('the upkeep of a process that is killed in the midst of it is done by another, and by neither twice at once', async () => {
  const dataDir = await makeDataDir()
  const other = pool()
  const blocker = await other.reserve()
  const [first, second] = await Promise.all(
    ['a', 'b'].map((name) =>
      startProcess({ dataDir: `${dataDir}/${name}`, env: { DATABASE_URL: database.url, HOOKLINE_MASTER_KEY: '22'.repeat(32) } }),
    ),
  )
  if (!first || !second) throw new Error('two processes are needed')
  // Whoever is at it stays at it: it waits for this table.
  await blocker`BEGIN`
  await blocker`LOCK TABLE presences IN ACCESS EXCLUSIVE MODE`
  const holders = () =>
    other`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = ${dutyLocks.upkeep} AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  const upkeep = () => runUpkeep({ sql: other, log: pino({ level: 'silent' }), nowMs: Date.now(), signal: new AbortController().signal })
  await eventually(async () => (await holders()).length === 1, 40_000)
  expect(await upkeep()).toBe(false)
  first.kill('SIGKILL')
  second.kill('SIGKILL')
  await Promise.all([first.ended, second.ended])
  await blocker`ROLLBACK`
  blocker.release()
  expect(await eventually(upkeep, 30_000)).toBe(true)
  await other.end()
  await rm(dataDir, { recursive: true, force: true })
})
