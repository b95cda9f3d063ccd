// What our patch of the driver promises: whatever breaks a connection, every statement is answered, by its own answer or
// by an error, and the pool works again at once. A relay between the driver and PostgreSQL breaks connections on demand.
import net from 'node:net'
import postgres from 'postgres'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { openRelay, type Relay } from '../testing/relay.ts'
import { openDatabase } from './client.ts'

const limitMs = 5000

let relay: Relay

beforeEach(async () => {
  const database = await createTestDatabase()
  relay = await openRelay(database.url)
  return async () => {
    relay.breakAll()
    await relay.refuse()
    await database.drop()
  }
})

test(
  'a statement between the error and the close of its connection is refused, and the next one gets its own answer',
  async () => {
    const sql = openPool({ max: 1 })
    await sql`SELECT 0`
    const asked = relay.sees('pg_sleep')
    const lost = sql`SELECT pg_sleep(60)`.execute()
    await asked
    relay.breakAll()
    await expect(lost.catch(() => sql`SELECT 1 AS one`)).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    expect(await sql`SELECT 2 AS two`).toEqual([{ two: 2 }])
    expect(await sql`SELECT 3 AS three`).toEqual([{ three: 3 }])
  },
  limitMs,
)

test(
  'a COMMIT that never left is refused, not answered by the next connection',
  async () => {
    const broken = Promise.withResolvers<void>()
    const connect = async () => {
      const socket = net.connect(relay.port, '127.0.0.1').on('error', () => broken.resolve())
      await new Promise((resolve) => socket.once('connect', resolve))
      return socket
    }
    const sql = openPool({ max: 1, ...{ socket: connect } })
    const held = await sql.reserve()
    await held`BEGIN`
    const commit = broken.promise.then(() => held`COMMIT`)
    const refused = expect(commit).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    relay.breakAll()
    await broken.promise
    expect(await sql`SELECT 1 AS one`.catch(() => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
    await refused
  },
  limitMs,
)

test(
  'who waits for a connection gets one when another breaks, and who lost theirs cannot reach it any more',
  async () => {
    const sql = openPool({ max: 1 })
    const former = await sql.reserve()
    const waiting = sql.reserve()
    relay.breakAll()
    const next = await waiting
    await next`BEGIN`
    await expect(former`ROLLBACK`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    former.release()
    expect(await next`SELECT now() = statement_timestamp() AS is_first`).toEqual([{ is_first: false }])
    next.release()
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
  },
  limitMs,
)

test(
  'a reservation that failed takes no connection later',
  async () => {
    const sql = openPool({ max: 1 })
    await relay.refuse()
    await expect(sql.reserve()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await relay.accept()
    const held = await sql.reserve()
    held.release()
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
  },
  limitMs,
)

test.each(['reserve', 'begin'] as const)(
  'statements that wait behind another one of their connection are refused with it (%s)',
  async (kind) => {
    const sql = openPool({ max: 1 })
    const outcome = Promise.withResolvers<PromiseSettledResult<unknown>[]>()
    const work = async (on: postgres.Sql) => {
      const asked = relay.sees('pg_sleep')
      // A statement with parameters is described first: what comes after it waits.
      const both = Promise.allSettled([on`SELECT pg_sleep(${60})`, on`SELECT 1`])
      await asked
      relay.breakAll()
      outcome.resolve(await both)
    }
    if (kind === 'reserve') await work(await sql.reserve())
    else await expect(sql.begin((tx) => work(tx as unknown as postgres.Sql))).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    expect((await outcome.promise).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  },
  limitMs,
)

test(
  'a connection that breaks while it is set up fails its statement alone',
  async () => {
    const sql = openPool({ max: 1 })
    void relay.sees('pg_type').then(relay.breakAll)
    await expect(sql`SELECT 1 AS one`).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
  },
  limitMs,
)

test(
  'who listens hears again after the database was away, and has asked once for each connection, however long it was away',
  async () => {
    const sql = openPool({ max: 1 })
    const heard: string[] = []
    for (const channel of ['one', 'two', 'three']) await sql.listen(channel, () => heard.push(channel))
    const asked = relay.counts('listen "')
    const refused = relay.refuse()
    relay.breakAll()
    await refused
    // Each refused try to connect is one of those that would ask again.
    for (let tries = 0; tries < 20; tries++) await expect(sql`SELECT 1`).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await relay.accept()
    await vi.waitFor(
      async () => {
        await sql`SELECT pg_notify(channel, '') FROM unnest(ARRAY['one', 'two', 'three']) AS channel`
        expect(new Set(heard)).toEqual(new Set(['one', 'two', 'three']))
      },
      { timeout: 3000, interval: 20 },
    )
    expect(asked()).toBe(3)
  },
  limitMs,
)

test(
  'all connections of a pool that broke at once are back at once',
  async () => {
    const database = openDatabase(relay.url)
    onTestFinished(database.close)
    const onEach = () => Array.from({ length: 10 }, () => database.sql`SELECT pg_sleep(0.05)`.execute())
    await Promise.all(onEach())
    const asked = relay.sees('')
    const lost = Promise.allSettled(onEach())
    await asked
    relay.breakAll()
    expect(new Set((await lost).map(({ status }) => status))).toEqual(new Set(['rejected']))
    await vi.waitFor(() => Promise.all(onEach()), { timeout: 1500, interval: 10 })
  },
  limitMs,
)

function openPool(options: postgres.Options<Record<string, never>>): postgres.Sql {
  const sql = postgres(relay.url, { ...options, backoff: () => 0 })
  onTestFinished(() => sql.end({ timeout: 0 }))
  return sql
}
