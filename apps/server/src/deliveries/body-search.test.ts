import type { DeliverySummary } from '@hookline/schema'
import { beforeAll, expect, test } from 'vitest'
import { inSnapshot } from '../db/snapshot.ts'
import { publicId } from '../ids.ts'
import { putDone } from '../testing/done.ts'
import { putOwed } from '../testing/owed.ts'
import { useHookline } from '../testing/use.ts'
import { resolveFilter } from './filter.ts'
import { readWithBodies } from './read-with-bodies.ts'

const hourMs = 3_600_000
const nowMs = Date.now()
const iso = (ms: number) => new Date(ms).toISOString()
const lastDay = `from=${iso(nowMs - 24 * hourMs)}`

let ids: string[]
const app = await useHookline()

beforeAll(async () => {
  const { sql } = app.hookline.services.database
  ids = await putDone(sql, [
    { madeMs: nowMs - 1000, body: Buffer.from('{"order":"A-17 é","user":"u"}') },
    { madeMs: nowMs - 2000, answer: Buffer.from('no such order A-17 é') },
    { madeMs: nowMs - 3000, body: Buffer.from([0xff, 0x00, 0xfe]), userId: 'u-bytes' },
    { madeMs: nowMs - 4000, attempts: 2 },
    { madeMs: nowMs - 30 * hourMs, body: Buffer.from('{"order":"A-17 é"}') },
  ])
  await sql`
    INSERT INTO attempts (workspace_id, delivery_id, number, started_at, duration_ms, body)
    VALUES (1, ${ids[3] ?? ''}, 1, now(), 5, ${Buffer.from('first try: A-17 é')})`
})

const found = async (query: string): Promise<string[]> =>
  (await app.ok('GET', `/v1/deliveries?${query}`)).items.map(({ id }: DeliverySummary) => id)
const text = `body=${encodeURIComponent('A-17 é')}`
const idsOf = (...places: number[]) => places.map((place) => publicId('dlv', ids[place] ?? ''))

test('a text is found in what was sent, in the answer, and in the answer to an earlier try; within the day alone', async () => {
  expect(await found(`${lastDay}&${text}`)).toEqual(idsOf(0, 1, 3))
  expect(await found(`${lastDay}&${text}&status=undelivered`)).toEqual([])
  expect(await found(`from=${iso(nowMs - 40 * hourMs)}&to=${iso(nowMs - 20 * hourMs)}&${text}`)).toEqual(idsOf(4))
  expect(await found(`${lastDay}&body=a-17`)).toEqual([])
  expect(await found(`${lastDay}&userId=u&${text}`)).toEqual(idsOf(0, 1, 3))
})

test('what is owed is searched as well', async () => {
  const [owed = ''] = await putOwed(app, { sourceId: ids[0] ?? '', url: 'http://127.0.0.1:1/', state: 'switch-off' })
  await app.hookline.services.database.sql`UPDATE queue SET body = convert_to('{"held":"B-99"}', 'UTF8') WHERE id = ${owed}::uuid`
  expect(await found(`${lastDay}&body=B-99`)).toEqual([publicId('dlv', owed)])
})

test.each([
  ['no time', ''],
  ['no beginning', `to=${iso(nowMs)}&`],
  ['more than a day', `from=${iso(nowMs - 25 * hourMs)}&`],
  ['more than a day, long ago', `from=${iso(nowMs - 90 * hourMs)}&to=${iso(nowMs - 60 * hourMs)}&`],
])('bodies of %s are not searched, and the answer says what to give', async (_, time) => {
  const answer = await app.api('GET', `/v1/deliveries?${time}${text}`)
  expect(answer.status).toBe(422)
  expect(answer.json.errors).toMatchObject([{ path: 'query.body', code: 'body.window', message: expect.stringContaining('24 hours') }])
  expect((await app.api('GET', `/v1/deliveries/export?${time}${text}`)).status).toBe(422)
})

test('a text of fewer than three characters is refused', async () => {
  const { status, json } = await app.api('GET', `/v1/deliveries?${lastDay}&body=ab`)
  expect([status, json.errors[0].path]).toEqual([422, 'query.body'])
})

test('a search that takes long says how far it came, and goes on from there', async () => {
  const { sql } = app.hookline.services.database
  const madeMs = nowMs - 10 * hourMs
  await sql`
    INSERT INTO deliveries (
      workspace_id, id, message_id, event_id, event_type, user_id, source_kind, source_id, endpoint_id, method, url, headers, body, status, finished_at)
    SELECT 1, id, id, 'e', 'many', 'u', 'webhook', id, id, 'POST', 'http://x/', '[]', convert_to('{"n":' || n || '}', 'UTF8'), 'succeeded', now()
    FROM (SELECT n, uuidv7(make_interval(secs => (${madeMs}::float8 + n / 100.0) / 1000 - extract(epoch FROM clock_timestamp())::float8)) AS id
      FROM generate_series(1, 45000) AS n) AS made`
  let elapsedMs = 0
  const clock = { monotonic: () => (elapsedMs += 4000) }
  const ends: (string | null)[] = []
  const rows: string[] = []
  for (let before: string | null = null; ; ) {
    const page = await inSnapshot(sql, async (tx) => {
      const filter = await resolveFilter(tx, { workspaceId: 1, filter: { from: iso(nowMs - 24 * hourMs), body: '{"n":7}' }, nowMs })
      return readWithBodies(tx, { workspaceId: 1, filter, range: { ...filter.range, before }, count: 51, clock })
    })
    rows.push(...page.rows.map(({ eventType }) => eventType))
    ends.push(page.endedAt)
    before = page.endedAt
    if (before === null) break
  }
  expect(rows).toEqual(['many'])
  expect(ends).toHaveLength(3)
})
