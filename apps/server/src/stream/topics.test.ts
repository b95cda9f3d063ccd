import type { Topic } from '@hookline/schema'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { openEventStream } from './event-stream.ts'
import { createTopics, type Topics } from './topics.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
let hubs: { sql: postgres.Sql; topics: Topics }[]
let alone: Topics

async function open(isAlone: boolean): Promise<Topics> {
  const sql = postgres(database.url, { max: 1 })
  const topics = await createTopics({ sql, log, isAlone })
  hubs.push({ sql, topics })
  return topics
}

beforeAll(async () => {
  database = await createTestDatabase()
  hubs = []
  alone = await open(true)
})
afterAll(async () => {
  for (const { sql, topics } of hubs) {
    await topics.stop()
    await sql.end()
  }
  await database.drop()
})
afterEach(() => vi.useRealTimers())

function listen(topics: Topics, names: readonly Topic[]): { heard: Topic[]; end: () => void } {
  const heard: Topic[] = []
  return { heard, end: topics.subscribe(names, { changed: (topic) => heard.push(topic), stopped: () => undefined }) }
}

test('a topic is told at once, then at most once a second, and never for the last time before its last change', () => {
  vi.useFakeTimers()
  const { heard, end } = listen(alone, ['users'])
  for (let i = 0; i < 50; i++) alone.changed(['users', 'settings'])
  expect(heard).toEqual(['users'])
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual(['users', 'users'])
  vi.advanceTimersByTime(10_000)
  expect(heard.length).toBe(2)
  alone.changed(['users'])
  expect(heard.length).toBe(3)
  end()
  vi.advanceTimersByTime(1000)
  alone.changed(['users'])
  expect(heard.length).toBe(3)
})

test('what changed on one process is told on the other, however many topics there are', async () => {
  const [one, other] = [await open(false), await open(false)]
  const names = Array.from({ length: 60 }, (_, n): Topic => `echo:${String(n).padStart(128, 'x')}`)
  const { heard, end } = listen(other, names)
  one.changed(names)
  await eventually(() => heard.length >= names.length)
  expect(heard.sort()).toEqual(names.sort())
  end()
})

test('a caller that does not read finds one message a topic', async () => {
  vi.useFakeTimers()
  let ended = 0
  const stream = openEventStream({ topics: alone, names: ['webhooks', 'deliveries'], onEnd: () => ended++ })
  for (let i = 0; i < 20; i++) {
    alone.changed(['webhooks', 'deliveries'])
    vi.advanceTimersByTime(1000)
  }
  const reader = stream.getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  const text = await read()
  expect(text.startsWith('retry: 2000\n')).toBe(true)
  expect(text.match(/^data: .*$/gm)?.sort()).toEqual(['data: {"topic":"deliveries"}', 'data: {"topic":"webhooks"}'])
  const beat = read()
  vi.advanceTimersByTime(20_000)
  expect(await beat).toBe(':\n\n')
  await reader.cancel()
  expect(ended).toBe(1)
})

test('a stream ends when the program stops, and after a quarter of an hour by itself', async () => {
  vi.useFakeTimers()
  let ended = 0
  const brief = openEventStream({ topics: alone, names: ['events'], onEnd: () => ended++ }).getReader()
  vi.advanceTimersByTime(15 * 60_000)
  await brief.read()
  expect((await brief.read()).done).toBe(true)
  vi.useRealTimers()
  const topics = await open(true)
  const long = openEventStream({ topics, names: ['events'], onEnd: () => ended++ }).getReader()
  await long.read()
  const rest = long.read()
  await topics.stop()
  expect([(await rest).done, ended]).toEqual([true, 2])
})
