import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { migrationsDir } from '../app-root.ts'
import { putDone } from '../testing/done.ts'
import { useHookline } from '../testing/use.ts'
import { addUpCohorts, cohortsLock } from './add-up.ts'

const minuteMs = 60_000
const noon = Date.UTC(2026, 0, 2, 12)

const app = await useHookline()

const sql = () => app.hookline.services.database.sql
const untilAdded = async () => {
  while ((await addUpCohorts(sql())) !== 0);
}

async function counts(span: string): Promise<number[]> {
  const rows = await sql()<
    { count: number }[]
  >`SELECT sum(count)::int AS count FROM cohort_counts WHERE span = ${span} GROUP BY at ORDER BY at`
  return rows.map(({ count }) => count)
}

test('what is added up twice at once is counted once, in its minute, its hour and its day', async () => {
  await putDone(sql(), [
    { madeMs: noon },
    { madeMs: noon + 59_999 },
    { madeMs: noon + minuteMs },
    { madeMs: noon + 61 * minuteMs, status: 'undelivered', error: 'dns' },
    { madeMs: noon + 13 * 60 * minuteMs, campaignId: 'summer' },
  ])
  await Promise.all([addUpCohorts(sql()), addUpCohorts(sql()), addUpCohorts(sql())])
  await untilAdded()
  expect(await counts('minute')).toEqual([2, 1, 1, 1])
  expect(await counts('hour')).toEqual([3, 1, 1])
  expect(await counts('day')).toEqual([4, 1])
  await putDone(sql(), [{ madeMs: noon + 1 }])
  await untilAdded()
  expect(await counts('minute')).toEqual([3, 1, 1, 1])
  expect((await sql()`SELECT FROM cohorts`).count).toBe(3)
})

test('while one process adds up, another leaves it', async () => {
  const held = await sql().reserve()
  await held`SELECT pg_advisory_lock(${cohortsLock})`
  expect(await addUpCohorts(sql())).toBeNull()
  await held`SELECT pg_advisory_unlock(${cohortsLock})`
  held.release()
})

test('a statement that is undone has counted nothing', async () => {
  await untilAdded()
  const before = await counts('day')
  await expect(
    sql().begin(async (tx) => {
      await putDone(tx, [{ madeMs: noon }])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  await untilAdded()
  expect(await counts('day')).toEqual(before)
})

test('an upgrade counts what is in the history already, as if it had been counted when it was written', async () => {
  await untilAdded()
  const read = () => sql()`
    SELECT endpoint_id, event_type, campaign_id, status, error, source_id, span, at, count
    FROM cohorts JOIN cohort_counts ON cohort_id = id WHERE count > 0 ORDER BY span, at, status, campaign_id`
  const before = [...(await read())]
  expect(before.length).toBeGreaterThan(6)
  await sql()`TRUNCATE cohorts, cohort_counts`
  const migration = await readFile(path.join(migrationsDir, '0009_cohorts.sql'), 'utf8')
  for (const statement of migration.split('--> statement-breakpoint').slice(-2)) await sql().unsafe(statement)
  expect([...(await read())]).toEqual(before)
})
