import { afterEach, beforeEach, expect, test } from 'vitest'
import { newUuid } from '../../ids.ts'
import { eventually } from '../../testing/hookline.ts'
import { type Receiver, startReceiver } from '../../testing/receiver.ts'
import { useHookline } from '../../testing/use.ts'

let receiver: Receiver
let status = 200

const app = await useHookline()

beforeEach(async () => {
  status = 200
  receiver = await startReceiver(() => ({ status }))
  await subscribe(receiver.url)
})
afterEach(async () => {
  const { sql } = app.hookline.services.database
  await sql`DELETE FROM webhooks`
  await sql`DELETE FROM queue`
  await sql`UPDATE workspaces SET webhooks_enabled = true, generation = generation + 1`
  await app.hookline.services.live.refresh()
  await receiver.close()
})

/** A webhook for all events, written where the definitions are read from. */
async function subscribe(url: string): Promise<void> {
  const { database, live, clock } = app.hookline.services
  const id = newUuid(clock.now())
  const request = { method: 'POST', urls: [url], contentType: 'application/json', headers: [], body: '{"id": {{trigger.id}}}' }
  const policy = { timeoutMs: 5000, success: '2xx', retry: { preset: 'standard' }, ratePerSecond: null }
  await database.sql`
    INSERT INTO webhooks (workspace_id, id, name, status, event_types, request, policy)
    VALUES (1, ${id}, 'All', 'active', '{*}', ${JSON.stringify(request)}::text::json, ${JSON.stringify(policy)}::text::json)`
  await database.sql`
    INSERT INTO endpoints (workspace_id, id, source_kind, source_id, node_id, url)
    VALUES (1, ${newUuid(clock.now())}, 'webhook', ${id}, '', ${url})`
  await database.sql`UPDATE workspaces SET generation = generation + 1`
  await live.refresh()
}

const send = (id: string) => app.ok('POST', '/v1/events', { id, type: 'user_login', userId: 'u-1' })
const turn = (webhooksEnabled: boolean, held?: unknown) =>
  app.ok('PATCH', '/v1/settings', { webhooksEnabled, ...(held !== undefined && { held }) })
const arrived = () => receiver.received.map(({ body }) => JSON.parse(body).id).sort()

async function owed(eventId: string) {
  const [row] = await app.hookline.services.database.sql<{ heldReason: string | null; isHeld: boolean; attempts: number }[]>`
    SELECT held_reason AS "heldReason", due_at IS NULL AS "isHeld", attempts FROM queue WHERE event_id = ${eventId}`
  return row
}

/** The time as soon as it is later than now, so that ids made before and after differ in it. */
function nextMillisecond(): Promise<string> {
  const nowMs = Date.now()
  return eventually(() => (Date.now() > nowMs ? new Date().toISOString() : null))
}

async function statusOf(eventId: string): Promise<string | undefined> {
  const [row] = await app.hookline.services.database.sql<{ status: string }[]>`SELECT status FROM deliveries WHERE event_id = ${eventId}`
  return row?.status
}

test('with the switch off events are accepted and recorded, deliveries are held, and nothing leaves', async () => {
  const answer = await turn(false)
  expect(answer).toMatchObject({ webhooksEnabled: false, webhooksChangedBy: 'HOOKLINE_API_KEY', webhooksChangedAt: expect.any(String) })
  expect(await send('off-1')).toMatchObject({ accepted: 1 })
  expect(await owed('off-1')).toEqual({ heldReason: 'switch-off', isHeld: true, attempts: 0 })
  expect((await app.ok('GET', '/v1/users/u-1/events?limit=1')).items[0].id).toBe('off-1')
  await turn(true)
  await receiver.waitFor(1)
  expect(arrived()).toEqual(['off-1'])
  await eventually(async () => (await statusOf('off-1')) === 'succeeded')
})

test('a delivery that waits for its retry is held by the switch, and goes on with the retries it had left', async () => {
  status = 500
  await send('retry-1')
  await eventually(async () => (await owed('retry-1'))?.attempts === 1)
  await turn(false)
  expect(await owed('retry-1')).toEqual({ heldReason: 'switch-off', isHeld: true, attempts: 1 })
  status = 200
  await turn(true, 'send')
  await receiver.waitFor(2)
  await eventually(async () => (await statusOf('retry-1')) === 'succeeded')
})

test('drop cancels what was held, and only what comes later is sent', async () => {
  await turn(false)
  await send('drop-1')
  await turn(true, 'drop')
  expect(await statusOf('drop-1')).toBe('cancelled')
  await send('drop-2')
  await receiver.waitFor(1)
  expect(arrived()).toEqual(['drop-2'])
})

test('since sends what was held from then on and cancels what is older', async () => {
  await turn(false)
  await send('since-1')
  const since = await nextMillisecond()
  await send('since-2')
  await turn(true, { since })
  await receiver.waitFor(1)
  expect(arrived()).toEqual(['since-2'])
  expect(await statusOf('since-1')).toBe('cancelled')
})
test('every change is audited with who made it, what it is now and what became of the held ones', async () => {
  await turn(false)
  await send('audit-1')
  await turn(true, 'drop')
  const { items } = await app.ok('GET', '/v1/audit?limit=2')
  expect(items).toMatchObject([
    { action: 'settings.update', detail: { webhooksEnabled: true, held: 'drop', dropped: 1 } },
    { action: 'settings.update', detail: { webhooksEnabled: false } },
  ])
})

test('what becomes of held deliveries is asked for when the switch is turned on, not otherwise', async () => {
  for (const body of [{ webhooksEnabled: false, held: 'send' }, { held: 'drop' }]) {
    const answer = await app.api('PATCH', '/v1/settings', body)
    expect(answer.json).toMatchObject({ status: 422, errors: [{ path: 'held', code: 'held.without-on' }] })
  }
  expect((await app.api('PATCH', '/v1/settings', { webhooksEnabled: true, held: 'keep' })).json.errors).toMatchObject([{ path: 'held' }])
  expect((await app.api('PATCH', '/v1/settings', { webhooksEnabled: 'no' })).json.errors).toMatchObject([{ path: 'webhooksEnabled' }])
  expect(await app.ok('GET', '/v1/settings')).toMatchObject({ webhooksEnabled: true })
})

test('retention is set within its bounds, and event ids are remembered for 7 days at least', async () => {
  const set = { eventsRetentionDays: 7, deliveriesRetentionDays: 1 }
  expect(await app.ok('PATCH', '/v1/settings', set)).toMatchObject({ ...set, webhooksEnabled: true })
  expect(await app.ok('GET', '/v1/settings')).toMatchObject(set)
  for (const bad of [{ eventsRetentionDays: 6 }, { deliveriesRetentionDays: 0 }, { deliveriesRetentionDays: 4000 }, { colour: 1 }]) {
    expect((await app.api('PATCH', '/v1/settings', bad)).json.errors).toMatchObject([{ path: Object.keys(bad)[0] }])
  }
})

test('what a batch under way holds after a drop is dropped too', async () => {
  await turn(false)
  await send('late-1')
  const { sql } = app.hookline.services.database
  // What is locked is passed over, as what is not committed yet.
  await sql.begin(async (tx) => {
    await tx`SELECT FROM queue WHERE event_id = 'late-1' FOR UPDATE`
    await turn(true, 'drop')
  })
  await eventually(async () => (await sql`SELECT FROM queue`).length === 0)
  expect(await statusOf('late-1')).toBe('cancelled')
  expect(arrived()).toEqual([])
})

test('what another process held after the switch was on again is sent all the same', async () => {
  await turn(false)
  await send('straggler-1')
  const { sql } = app.hookline.services.database
  await sql`UPDATE workspaces SET webhooks_enabled = true, generation = generation + 1`
  await receiver.waitFor(1)
  expect(arrived()).toEqual(['straggler-1'])
})

test('what the switch holds is counted, and what of it is older than a time', async () => {
  await turn(false)
  await send('count-1')
  const since = await nextMillisecond()
  await send('count-2')
  await send('count-3')
  expect(await app.ok('GET', '/v1/settings/held')).toEqual({ count: 3, before: 0, oldestAt: expect.any(String) })
  expect(await app.ok('GET', `/v1/settings/held?since=${since}`)).toMatchObject({ count: 3, before: 1 })
  await turn(true, 'drop')
  expect(await app.ok('GET', '/v1/settings/held')).toEqual({ count: 0, before: 0, oldestAt: null })
})
