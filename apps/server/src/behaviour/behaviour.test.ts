import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { makeWebhook } from '../testing/webhook.ts'
import { pruneBehaviours } from '../upkeep/prune-behaviours.ts'
import { fillCounter } from './fill.ts'

const dayMs = 86_400_000
let aheadMs = 0
let app: TestHookline
let other: TestHookline
let receiver: Receiver

beforeAll(async () => {
  const overrides = { clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() } }
  app = await startTestHookline({ overrides })
  other = await startTestHookline({ databaseUrl: app.config.databaseUrl ?? '', overrides })
  receiver = await startReceiver()
})
afterAll(async () => {
  await other.stop()
  await app.stop()
  await receiver.close()
})

const sql = () => app.hookline.services.database.sql
const ignored = new AbortController().signal
const called = (path: string) => receiver.received.filter(({ url }) => url === path).map(({ body }) => JSON.parse(body).n as number)
const send = (type: string, data: object, { userId = 'u-1', by = app } = {}) => by.ok('POST', '/v1/events', { type, userId, data })

/** A webhook that calls `/<name>` with the event's `n` where the condition on behaviour holds. */
function makeAsking(name: string, eventType: string, rule: { operator: string; value: object }): Promise<string> {
  const condition = { combinator: 'and' as const, rules: [{ field: 'behaviour', ...rule }] }
  const request = { urls: [`${receiver.url}/${name}`], body: '{"n":{{event.n}}}' }
  return makeWebhook(app, { eventType, condition: condition as never, request })
}

async function counterOf(eventType: string): Promise<string> {
  const [row] = await sql()<{ id: string }[]>`SELECT id FROM behaviour_counters WHERE event_type = ${eventType} ORDER BY id DESC`
  return row?.id ?? ''
}

const fill = (counterId: string) => fillCounter(app.hookline.services.database.background, { workspaceId: 1, counterId }, ignored)
/** Everything that was sent is decided; what it calls is on its way. */
const settled = async (path: string, expected: readonly number[]) => {
  await eventually(() => called(path).length >= expected.length)
  expect(called(path).sort((a, b) => a - b)).toEqual(expected)
}

test('the third event of a user within the span is the first that matches, and of another user the first does not', async () => {
  await makeAsking('third', 'won', { operator: 'hasDone', value: { eventType: 'won', atLeast: 3, within: { amount: 7, unit: 'days' } } })
  for (let n = 1; n <= 4; n++) await send('won', { n })
  await send('won', { n: 9 }, { userId: 'u-2' })
  await settled('/third', [3, 4])
  aheadMs += 8 * dayMs
  await send('won', { n: 5 })
  await send('won', { n: 6 })
  await send('won', { n: 7 })
  await settled('/third', [3, 4, 7])
})

test('events of one call are counted one after another, each seen by the next', async () => {
  await makeAsking('batch', 'tried', { operator: 'hasDone', value: { eventType: 'tried', atLeast: 3 } })
  await app.ok('POST', '/v1/events', { events: [1, 2, 3, 4].map((n) => ({ type: 'tried', userId: 'u-b', data: { n } })) })
  await settled('/batch', [3, 4])
})

test('only events that fulfil the condition count, and a first time is one', async () => {
  const where = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  await makeAsking('first', 'levelled', { operator: 'firstTime', value: { eventType: 'levelled', where } })
  await send('levelled', { n: 1, level: 4 })
  await send('levelled', { n: 2, level: 5 })
  await send('levelled', { n: 3, level: 6 })
  await settled('/first', [2])
})

test('what another event asks is counted too', async () => {
  await makeAsking('asked', 'bought', { operator: 'hasDone', value: { eventType: 'looked', atLeast: 2 } })
  await send('bought', { n: 1 })
  await send('looked', {})
  await send('looked', {})
  await send('bought', { n: 2 })
  await settled('/asked', [2])
})

test('events that were stored before count as soon as the job has counted them, and none counts twice', async () => {
  for (let n = 1; n <= 5; n++) await send('earlier', { n })
  await makeAsking('filled', 'earlier', { operator: 'hasDone', value: { eventType: 'earlier', atLeast: 7 } })
  await send('earlier', { n: 6 })
  await send('earlier', { n: 7 })
  aheadMs += 30_000
  expect(called('/filled')).toEqual([])
  await fill(await counterOf('earlier'))
  await fill(await counterOf('earlier'))
  await send('earlier', { n: 8 })
  await settled('/filled', [8])
  const { items } = await app.ok('GET', '/v1/events?type=earlier&limit=1')
  expect(items).toHaveLength(1)
})

test('two processes that count one user at once lose nothing and count nothing twice', async () => {
  const atLeast = 40
  await makeAsking('both', 'raced', { operator: 'hasDone', value: { eventType: 'raced', atLeast } })
  await other.hookline.services.live.refresh()
  await Promise.all(Array.from({ length: 60 }, (_, n) => send('raced', { n }, { userId: 'u-r', by: n % 2 === 0 ? app : other })))
  await eventually(() => called('/both').length === 60 - atLeast + 1)
  const [row] = await sql()<{ total: number }[]>`
    SELECT coalesce((live->>'total')::int, 0) + coalesce((early->>'total')::int, 0) AS total FROM behaviours WHERE user_id = 'u-r'`
  expect(row?.total).toBe(60)
})

test('a dry run counts what is stored and the event that is tried', async () => {
  await send('dry', { n: 1 })
  const condition = { combinator: 'and', rules: [{ field: 'behaviour', operator: 'hasDone', value: { eventType: 'dry', atLeast: 2 } }] }
  const draft = {
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: 'dry', condition } },
      { id: 'w', type: 'webhook', position: { x: 0, y: 0 }, config: { request: { urls: [`${receiver.url}/dry`] } } },
    ],
    edges: [{ from: 't', to: 'w' }],
  }
  const { id } = await app.ok('POST', '/v1/automations', { name: 'Dry', draft })
  const simulate = (userId: string) => app.ok('POST', `/v1/automations/${id}/simulate`, { event: { type: 'dry', userId, data: { n: 2 } } })
  expect((await simulate('u-1')).matched).toBe(true)
  expect((await simulate('u-nobody')).matched).toBe(false)
})

test('a block tells since when it counts, until what came before is counted too', async () => {
  await send('since', { n: 1 })
  const condition = { combinator: 'and', rules: [{ field: 'behaviour', operator: 'hasDone', value: { eventType: 'since', atLeast: 2 } }] }
  const draft = {
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: 'since' } },
      { id: 'c', type: 'condition', position: { x: 0, y: 0 }, config: { condition } },
      { id: 'w', type: 'webhook', position: { x: 0, y: 0 }, config: { request: { urls: [`${receiver.url}/since`] } } },
    ],
    edges: [
      { from: 't', to: 'c' },
      { from: 'c', to: 'w', branch: 'yes' },
    ],
  }
  const { id } = await app.ok('POST', '/v1/automations', { name: 'Since', draft })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  const since = async () => {
    const { nodes } = await app.ok('GET', `/v1/automations/${id}/stats`)
    return nodes.map(({ nodeId, countingSince }: { nodeId: string; countingSince: string | null }) => [nodeId, countingSince])
  }
  expect(await since()).toEqual([
    ['t', null],
    ['c', expect.stringMatching(/Z$/)],
    ['w', null],
  ])
  await fill(await counterOf('since'))
  expect(await since()).toEqual([
    ['t', null],
    ['c', null],
    ['w', null],
  ])
})

test('a counter that nothing asks for any more is forgotten, with what it counted', async () => {
  const id = await makeAsking('forgotten', 'forgot', { operator: 'hasDone', value: { eventType: 'forgot', atLeast: 1 } })
  await send('forgot', { n: 1 })
  await settled('/forgotten', [1])
  await app.ok('DELETE', `/v1/webhooks/${id}`)
  await sql()`UPDATE behaviour_counters SET counted_from = counted_from - interval '1 day' - interval '20 days'`
  const counterId = await counterOf('forgot')
  expect(await pruneBehaviours(sql(), ignored)).toBe(1)
  expect(await sql()`SELECT FROM behaviours WHERE counter_id = ${counterId}::uuid`).toHaveLength(0)
  expect(await counterOf('third')).toBe('')
})

test('however events, publishing and the job follow each other, what is counted is what came', { timeout: 60_000 }, async () => {
  let run = 0
  const step = fc.constantFrom('event', 'event', 'event', 'publish', 'fill', 'wait')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const type = `property-${run++}`
      let sent = 0
      let isPublished = false
      let isFilled = false
      for (const now of steps) {
        if (now === 'event') {
          sent++
          await send(type, { n: sent }, { userId: 'u-p' })
        } else if (now === 'wait') aheadMs += 3000
        else if (now === 'publish' && !isPublished) {
          isPublished = true
          await makeAsking(type, type, { operator: 'hasDone', value: { eventType: type, atLeast: 1 } })
        } else if (now === 'fill' && isPublished && !isFilled) {
          isFilled = true
          aheadMs += 30_000
          await fill(await counterOf(type))
        }
      }
      if (!isPublished) return
      if (!isFilled) {
        aheadMs += 30_000
        await fill(await counterOf(type))
      }
      const rows = await sql()<{ live: { total: number } | null; filled: { total: number } | null }[]>`
        SELECT live, filled FROM behaviours WHERE counter_id = ${await counterOf(type)}::uuid`
      expect(rows.reduce((sum, { live, filled }) => sum + (live?.total ?? 0) + (filled?.total ?? 0), 0)).toBe(sent)
    }),
    { numRuns: 15 },
  )
})
