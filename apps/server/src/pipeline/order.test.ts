import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { startTestHookline, type TestHookline } from '../testing/hookline.ts'

// Two Hooklines on one PostgreSQL take shuffled batches over the same users and event ids for a minute. What each event
// saw is read from the calls it caused, which the master switch holds back: the user's state at that moment, as text.

const durationMs = 60_000
const users = 12
const lanes = 4
/** After so many waves new users begin, so that states stay small. */
const wavesPerEra = 60

let database: TestDatabase
let both: TestHookline[]
beforeAll(async () => {
  database = await createTestDatabase()
  both = [await startTestHookline({ databaseUrl: database.url }), await startTestHookline({ databaseUrl: database.url })]
})
afterAll(async () => {
  for (const app of both) await app.stop()
  await database.drop()
})

interface Seen {
  id: string
  user: string
  state: Record<string, unknown>
}

test('concurrent shuffled batches over the same users and event ids all succeed, store each event once, and state follows the commit order', async () => {
  const [first] = both
  if (!first) throw new Error('no Hookline')
  const request = { urls: ['http://127.0.0.1:9/'], body: '{"id":{{trigger.id}},"user":{{user.id}},"state":{{state}}}' }
  await first.ok('POST', '/v1/webhooks', { name: 'Witness', eventTypes: ['mixed'], request })
  await first.ok('PATCH', '/v1/settings', { webhooksEnabled: false })

  const answers: { status: number; accepted: number; events: number }[] = []
  const end = performance.now() + durationMs
  let wave = 0
  async function lane(app: TestHookline, number: number): Promise<void> {
    while (performance.now() < end) {
      // Every lane draws from the same wave of ids, so most of them collide with another lane's.
      const current = wave
      if (number === 0) wave++
      const events = shuffled(
        Array.from({ length: 20 }, (_, n) => {
          const user = `u-${Math.floor(current / wavesPerEra)}-${n % users}`
          const id = `mixed-${current}-${n}`
          return { id, type: 'mixed', userId: user, state: { last: id, [id]: 1 } }
        }),
      )
      const answer = await app.api('POST', '/v1/events', { events })
      answers.push({ status: answer.status, accepted: answer.json?.accepted, events: events.length })
    }
  }
  await Promise.all(both.flatMap((app) => Array.from({ length: lanes }, (_, number) => lane(app, number))))

  expect(answers.filter((answer) => answer.status !== 202)).toEqual([])
  const accepted = answers.reduce((sum, answer) => sum + answer.accepted, 0)
  expect(answers.reduce((sum, answer) => sum + answer.events, 0)).toBeGreaterThan(accepted)

  const sql = postgres(database.url, { max: 1 })
  const bodies = await sql<{ body: Buffer }[]>`SELECT body FROM queue`
  const states = await sql<{ id: string; state: Record<string, unknown> }[]>`SELECT id, state FROM users`
  await sql.end()
  const seen = bodies.map((row) => JSON.parse(row.body.toString()) as Seen)
  expect(seen.length).toBe(accepted)
  expect(new Set(seen.map((call) => call.id)).size).toBe(accepted)
  for (const { id, state } of states)
    expectChain(
      seen.filter((call) => call.user === id),
      state,
    )
})

/** Each event saw the state of exactly those before it, and the last one's is the user's. */
function expectChain(seen: Seen[], final: Record<string, unknown>): void {
  const inOrder = seen.toSorted((a, b) => Object.keys(a.state).length - Object.keys(b.state).length)
  let before: Record<string, unknown> = {}
  for (const { id, state } of inOrder) {
    expect(state).toEqual({ ...before, last: id, [id]: 1 })
    before = state
  }
  expect(final).toEqual(before)
}

function shuffled<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    const [a, b] = [items[i] as T, items[j] as T]
    items[i] = b
    items[j] = a
  }
  return items
}
