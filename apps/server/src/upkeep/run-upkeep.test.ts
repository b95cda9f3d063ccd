import { pino } from 'pino'
import { expect, test } from 'vitest'
import { addUpCohorts } from '../cohorts/add-up.ts'
import { partitionName, partitionsOf } from '../db/partitions.ts'
import { dutyLocks } from '../duties/one-at-a-time.ts'
import { newUuid } from '../ids.ts'
import { putDone } from '../testing/done.ts'
import { eventually } from '../testing/hookline.ts'
import { call, journeyOf, wait } from '../testing/journeys.ts'
import { useHookline } from '../testing/use.ts'
import { runUpkeep } from './run-upkeep.ts'

const dayMs = 86_400_000
const start = Math.floor(Date.now() / dayMs) * dayMs + 12 * 3_600_000

let nowMs = start
const app = await useHookline({ overrides: { clock: { now: () => nowMs, monotonic: () => performance.now() } } })

const sql = () => app.hookline.services.database.sql
const upkeep = (signal = new AbortController().signal) => runUpkeep({ sql: sql(), log: pino({ level: 'silent' }), nowMs, signal })
const names = async () => (await partitionsOf(sql())).map((partition) => partition.name)

async function eventIds(): Promise<string[]> {
  const rows = await sql()<{ id: string }[]>`SELECT id FROM events ORDER BY id`
  return rows.map((row) => row.id)
}

async function knownIds(): Promise<string[]> {
  const rows = await sql()<{ id: string }[]>`SELECT event_id AS id FROM event_keys ORDER BY event_id`
  return rows.map((row) => row.id)
}

const send = (...ids: string[]) => app.ok('POST', '/v1/events', { events: ids.map((id) => ({ id, type: 'user_login', userId: 'u-1' })) })

/** Makes ended deliveries with one attempt each: of which day their id is, and when they ended. */
async function addDelivery(madeMs: number, endedMs: number): Promise<string> {
  const [id = ''] = await putDone(sql(), [{ madeMs, endedMs }])
  const ended = new Date(endedMs).toISOString()
  await sql()`INSERT INTO attempts (workspace_id, delivery_id, number, started_at, duration_ms) VALUES (1, ${id}, 1, ${ended}::timestamptz, 5)`
  return id
}

/** Days of which something is counted, with the count. */
async function countedDays(): Promise<[day: number, count: number][]> {
  while ((await addUpCohorts(sql())) !== 0);
  const rows = await sql()<{ at: string; count: number }[]>`
    SELECT (extract(epoch FROM at) * 1000)::float8 AS at, sum(count)::int AS count FROM cohort_counts WHERE span = 'day' AND count > 0 GROUP BY 1 ORDER BY 1`
  return rows.map(({ at, count }) => [Number(at), count])
}

test('days are made ahead, and events past their retention are dropped with their ids, which then are new again', async () => {
  await send('old-1', 'old-2')
  nowMs = start + 89 * dayMs
  await upkeep()
  expect(await names()).toEqual(
    expect.arrayContaining(
      ['events', 'runs', 'deliveries', 'attempts'].map((table) => `${table}_${partitionName('events', nowMs + 3 * dayMs).slice(7)}`),
    ),
  )
  expect(await eventIds()).toEqual(['old-1', 'old-2'])
  expect(await send('old-1', 'new-1')).toMatchObject({ accepted: 1, duplicates: 1 })

  nowMs = start + 92 * dayMs
  await upkeep()
  expect(await names()).not.toContain(partitionName('events', start))
  expect(await names()).not.toContain(partitionName('runs', start))
  expect(await eventIds()).toEqual(['new-1'])
  expect(await knownIds()).toEqual(['new-1'])
  expect(await send('old-1')).toMatchObject({ accepted: 1, duplicates: 0 })
})

test('an id whose event is newer than the day that is dropped is kept', async () => {
  const dayOfOld = nowMs
  await send('again')
  await sql()`UPDATE event_keys SET event_key = ${newUuid(nowMs + 30 * dayMs)} WHERE event_id = 'again'`
  nowMs = dayOfOld + 95 * dayMs
  await upkeep()
  expect(await eventIds()).toEqual([])
  expect(await knownIds()).toEqual(['again'])
})

test('deliveries and attempts are dropped after their own retention, and those that ended late are kept from then on', async () => {
  await app.ok('PATCH', '/v1/settings', { deliveriesRetentionDays: 10 })
  const recent = await addDelivery(nowMs - 3 * dayMs, nowMs - 3 * dayMs)
  const owedForLong = await addDelivery(nowMs - 60 * dayMs, nowMs - 2 * dayMs)
  await addDelivery(nowMs - 61 * dayMs, nowMs - 20 * dayMs)
  await upkeep()
  const kept = async () => (await sql()<{ id: string }[]>`SELECT id FROM deliveries ORDER BY id`).map((row) => row.id)
  expect(await kept()).toEqual([owedForLong, recent].sort())
  expect((await sql()`SELECT FROM attempts`).count).toBe(2)
  const dayOf = (ms: number) => ms - (ms % dayMs)
  expect(await countedDays()).toEqual([
    [dayOf(nowMs - 60 * dayMs), 1],
    [dayOf(nowMs - 3 * dayMs), 1],
  ])
  nowMs += 11 * dayMs
  await upkeep()
  expect(await kept()).toEqual([])
  expect(await countedDays()).toEqual([])
  // What came to nothing goes with the next upkeep.
  await upkeep()
  expect((await sql()`SELECT FROM cohort_counts`).count).toBe(0)
  expect((await sql()`SELECT FROM cohorts`).count).toBe(0)
  expect((await sql()`SELECT FROM attempts`).count).toBe(0)
})

test('events of a day that had no partition are pruned from where they lie, with their ids', async () => {
  nowMs += 40 * dayMs
  await send('outside')
  const [row] = await sql()<{ place: string }[]>`SELECT tableoid::regclass::text AS place FROM events WHERE id = 'outside'`
  expect(row?.place).toBe('events_default')
  nowMs += 91 * dayMs
  await upkeep()
  expect(await eventIds()).not.toContain('outside')
  expect(await knownIds()).not.toContain('outside')
})

test('a run that waited for longer than its day is kept is kept from its end on', async () => {
  const addRun = (userId: string, begunMs: number, endedMs: number) => sql()`
    INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, finished_at)
    VALUES (1, ${newUuid(begunMs)}, ${newUuid(begunMs)}, 1, ${userId}, 'e', 'finished', '[]', ${new Date(endedMs).toISOString()}::timestamptz)`
  await addRun('long', nowMs - 200 * dayMs, nowMs - dayMs)
  await addRun('old', nowMs - 200 * dayMs, nowMs - 199 * dayMs)
  const users = async () => (await sql()<{ userId: string }[]>`SELECT user_id AS "userId" FROM runs`).map((row) => row.userId)
  await upkeep()
  expect(await users()).toEqual(['long'])
  nowMs += 91 * dayMs
  await upkeep()
  expect(await users()).toEqual([])
})

test('what an automation that is purged has noted of its users goes with it, and its runs have ended', async () => {
  const draft = journeyOf({ eventType: 'purged', reentry: 'oncePerUser' }, wait(3600), call('https://crm.example.com/', '{}'))
  const { id } = await app.ok('POST', '/v1/automations', { name: 'Purged', kind: 'journey', draft })
  await app.ok('POST', `/v1/automations/${id}/publish`)
  await app.ok('POST', '/v1/events', { type: 'purged', userId: 'u-1' })
  expect((await sql()`SELECT FROM run_entries`).count).toBe(1)
  await app.api('DELETE', `/v1/automations/${id}`)
  // As if a batch that was under way had added its run after that.
  await sql()`
    WITH gone AS (DELETE FROM runs WHERE event_id IN (SELECT id FROM events WHERE type = 'purged') RETURNING *)
    INSERT INTO waiting_runs (workspace_id, id, automation_id, version, user_id, event_id, path, node_id, due_at, event_type, occurred_at, data)
    SELECT workspace_id, id, automation_id, version, user_id, event_id, path, 'b1', now(), 'purged', '2026-01-01T00:00:00Z', '{}' FROM gone`
  nowMs += 2 * dayMs
  await upkeep()
  expect((await sql()`SELECT FROM waiting_runs`).count).toBe(0)
  expect((await sql()`SELECT FROM runs WHERE status = 'cancelled'`).count).toBe(1)
  expect((await sql()`SELECT FROM run_entries`).count).toBe(0)
})

test('echo buckets that nobody used for 30 days go with their requests', async () => {
  const bucket = async (secret: string, usedMs: number) => {
    await sql()`
      INSERT INTO echo_buckets (workspace_id, secret, name, answer, last_used_at)
      VALUES (1, ${secret}, ${secret}, '{}', ${new Date(usedMs).toISOString()}::timestamptz)`
    await sql()`
      INSERT INTO echo_requests (workspace_id, secret, id, method, path, query, headers, body)
      VALUES (1, ${secret}, ${newUuid(usedMs)}, 'GET', '/', '', '[]', '')`
  }
  await bucket('used-bucket', nowMs - 29 * dayMs)
  await bucket('unused-bucket', nowMs - 31 * dayMs)
  await upkeep()
  expect(await sql()`SELECT secret FROM echo_buckets`).toMatchObject([{ secret: 'used-bucket' }])
  expect(await sql()`SELECT secret FROM echo_requests`).toMatchObject([{ secret: 'used-bucket' }])
})

test('sessions whose time is over go, others stay', async () => {
  for (const token of ['over', 'open']) {
    const endsAt = new Date(nowMs + (token === 'open' ? 1000 : -1000)).toISOString()
    await sql()`
      INSERT INTO sessions (workspace_id, id, member_id, token, expires_at, created_at, updated_at)
      VALUES (1, ${newUuid(nowMs)}, ${newUuid(nowMs)}, ${token}, ${endsAt}::timestamptz, now(), now())`
  }
  await upkeep()
  expect(await sql()`SELECT token FROM sessions`).toMatchObject([{ token: 'open' }])
})

test('processes that went silent are forgotten, this one is not', async () => {
  await sql()`
    INSERT INTO processes (id, epoch, role, host, expires_at) VALUES (${newUuid(nowMs)}, 1, 'all', 'gone', now() - interval '2 hours')`
  await upkeep()
  expect(await sql()`SELECT id FROM processes`).toMatchObject([{ id: app.hookline.services.lease.holder().processId }])
})

test('one process at a time does it', async () => {
  const held = await sql().reserve()
  await held`SELECT pg_advisory_lock(${dutyLocks.upkeep}, 0)`
  expect(await upkeep()).toBe(false)
  await held`SELECT pg_advisory_unlock(${dutyLocks.upkeep}, 0)`
  held.release()
  expect(await eventually(() => upkeep())).toBe(true)
})

test('nothing more is deleted once the program stops', async () => {
  await send('kept')
  nowMs += 200 * dayMs
  await upkeep(AbortSignal.abort())
  expect(await eventIds()).toContain('kept')
})
