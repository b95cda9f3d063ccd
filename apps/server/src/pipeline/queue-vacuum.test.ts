import { pino } from 'pino'
import { expect, test } from 'vitest'
import { putOwed } from '../testing/owed.ts'
import { useHookline } from '../testing/use.ts'
import { createQueueVacuum } from './queue-vacuum.ts'

const app = await useHookline()
const { sql, background } = app.hookline.services.database
const rows = 20_000

function vacuumAt(now: () => number) {
  return createQueueVacuum({ sql: background, clock: { now: Date.now, monotonic: now }, log: pino({ level: 'silent' }) })
}

/** How many times the queue was vacuumed. */
async function vacuums(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`SELECT vacuum_count::int AS n FROM pg_stat_user_tables WHERE relname = 'queue'`
  return row?.n ?? 0
}

test('rows that come take the places of rows that went: the queue grows no longer', async () => {
  const vacuum = vacuumAt(() => 0)
  const size = async () => Number((await sql`SELECT pg_relation_size('queue') AS size`)[0]?.size)
  const turnOver = async () => {
    await putOwed(app, { sourceId: '01999999-0000-7000-8000-000000000001', url: 'http://127.0.0.1:9/', state: 'switch-off', count: rows })
    await sql`DELETE FROM queue`
    await vacuum.note(rows)
  }
  await turnOver()
  const first = await size()
  await turnOver()
  await turnOver()
  expect(first).toBeGreaterThan(0)
  expect(await size()).toBeLessThan(first * 1.1)
})

test('fewer rows than make it worth while are left for later', async () => {
  const before = await vacuums()
  const vacuum = vacuumAt(() => 0)
  await vacuum.note(rows - 1)
  expect(await vacuums()).toBe(before)
  await vacuum.note(1)
  expect(await vacuums()).toBe(before + 1)
})

test('a vacuum that took long is followed by a rest of nine times as long', async () => {
  const before = await vacuums()
  // Asked, begun, ended; then asked; then asked, begun, ended.
  const times = [0, 0, 1000, 9_999, 10_000, 10_000, 10_001]
  const vacuum = vacuumAt(() => times.shift() ?? Number.NaN)
  for (const expected of [1, 1, 2]) {
    await vacuum.note(rows)
    expect(await vacuums()).toBe(before + expected)
  }
})

test('while somebody else is at the queue it is left alone, and nobody waits', async () => {
  const before = await vacuums()
  const vacuum = vacuumAt(() => 0)
  await sql.begin(async (tx) => {
    await tx`LOCK TABLE queue IN SHARE UPDATE EXCLUSIVE MODE`
    await vacuum.note(rows)
  })
  expect(await vacuums()).toBe(before)
})
