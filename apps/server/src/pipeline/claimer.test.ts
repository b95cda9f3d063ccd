import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Owed } from '../queue/owed.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { putOwed } from '../testing/owed.ts'
import { openRelay, type Relay } from '../testing/relay.ts'
import { Claimer } from './claimer.ts'
import { createLease } from './lease.ts'
import { bytesOf, HeldMemory, heldPerEndpointMin } from './memory.ts'

let database: TestDatabase
let app: TestHookline

beforeAll(async () => {
  database = await createTestDatabase()
  app = await startTestHookline({ databaseUrl: database.url, env: { ROLE: 'api' } })
})
afterAll(async () => {
  await app.stop()
  await database.drop()
})

const log = pino({ level: 'silent' })
const owed = (count: number) => putOwed(app, { sourceId: randomUUID(), url: 'http://127.0.0.1:9/', count })

/** A claimer whose own connection goes through a relay; what it takes is finished at once. */
async function startClaimer(): Promise<{ relay: Relay; claimer: Claimer; taken: string[]; processId: string }> {
  const relay = await openRelay(database.url)
  const direct = postgres(database.url, { max: 1 })
  const sql = postgres(relay.url, { max: 1, backoff: () => 0 })
  await direct`DELETE FROM queue`
  const lease = await createLease({ sql: direct, clock: systemClock, log, role: 'worker', onLost: () => undefined })
  const memory = new HeldMemory(systemClock.monotonic)
  const taken: string[] = []
  const accept = (_holder: unknown, deliveries: readonly Owed[]) => {
    for (const delivery of deliveries) {
      taken.push(delivery.id)
      setImmediate(() => memory.release(delivery.endpointId, bytesOf(delivery), true))
    }
  }
  const claimer = new Claimer({ sql, clock: systemClock, log, lease, memory, ensureLive: async () => undefined, accept })
  onTestFinished(async () => {
    await claimer.stop()
    await lease.stop()
    relay.breakAll()
    await Promise.all([sql.end({ timeout: 0 }), direct.end()])
    await relay.refuse()
  })
  return { relay, claimer, taken, processId: lease.holder().processId }
}

/** Whether the server has carried out what its answers are held back for. */
async function hasRun(text: string): Promise<boolean> {
  const { sql } = app.hookline.services.database
  const found = await sql`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'postgres.js'
      AND state LIKE 'idle%' AND query LIKE ${`%${text}%`}`
  return found.count > 0
}

test.each(['claim', 'commit'] as const)(
  'deliveries whose claim was carried out, but the answer to the %s was lost, are taken all the same, each once',
  async (lost) => {
    const { relay, claimer, taken, processId } = await startClaimer()
    const first = await owed(1)
    claimer.start()
    await eventually(() => taken.length === first.length)
    await claimer.stop()
    const ids = await owed(3)
    if (lost === 'claim') relay.holdAnswersAfter('client', processId)
    else relay.holdAnswersAfter('server', 'UPDATE 3')
    claimer.start()
    await eventually(() => hasRun(lost === 'claim' ? 'WITH due' : 'COMMIT'))
    expect(taken).toEqual(first)
    relay.breakAll()
    await eventually(() => taken.length === first.length + ids.length)
    expect(taken.slice(1).toSorted()).toEqual(ids.toSorted())
  },
)

test('deliveries for which there is no room, and that could not be given back at once, take no room from the others', async () => {
  const { relay, claimer, taken } = await startClaimer()
  const ids = await owed(heldPerEndpointMin + 50)
  const giving = relay.sees('make_interval')
  claimer.start()
  await giving
  relay.breakAll()
  await eventually(() => taken.length >= ids.length)
  expect(taken.toSorted()).toEqual(ids.toSorted())
})
