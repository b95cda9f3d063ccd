import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newUuid, uuidOf } from '../ids.ts'
import { cancelSourcelessOf } from '../queue/cancel.ts'
import { holdLeased } from '../queue/hold.ts'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { putOwed } from '../testing/owed.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { makeWebhook } from '../testing/webhook.ts'

let app: TestHookline
let receiver: Receiver
const logged: string[] = []

beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) })
  app = await startTestHookline({ overrides: { log } })
  receiver = await startReceiver()
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})
afterEach(() => db()`DELETE FROM queue`)

const db = () => app.hookline.services.database.sql
const another = { processId: newUuid(Date.now()), epoch: 1 }

async function makeSource(status: 'active' | 'inactive' = 'active'): Promise<string> {
  const id = await makeWebhook(app, { eventType: 'never', request: { urls: [receiver.url] }, status })
  return uuidOf('whk', id) ?? ''
}

async function rowOf(id: string | undefined) {
  const [row] = await db()<{ heldReason: string | null; leased: boolean | null; dueInMs: number | null }[]>`
    SELECT held_reason AS "heldReason", due_at = 'infinity' AS leased,
      CASE WHEN due_at < 'infinity' THEN extract(epoch FROM due_at - now())::float8 * 1000 END AS "dueInMs"
    FROM queue WHERE id = ${id ?? ''}::uuid`
  return row
}

async function endOf(id: string | undefined): Promise<string | undefined> {
  const [row] = await db()<{ status: string }[]>`SELECT status FROM deliveries WHERE id = ${id ?? ''}::uuid`
  return row?.status
}

test('a delivery of a webhook that this process has not heard of is sent, not cancelled', async () => {
  const model = await makeSource()
  const sourceId = newUuid(Date.now())
  await db()`
    WITH made AS (
      INSERT INTO webhooks (workspace_id, id, name, status, event_types, request, policy)
      SELECT workspace_id, ${sourceId}::uuid, 'New', status, event_types, request, policy FROM webhooks WHERE id = ${model}::uuid)
    UPDATE workspaces SET generation = generation + 1`
  const [id] = await putOwed(app, { sourceId, url: `${receiver.url}/unheard` })
  app.hookline.services.deliver?.wake()
  expect(await eventually(() => endOf(id))).toBe('succeeded')
})

test('a delivery is cancelled for want of its source only where the database knows none', async () => {
  const sourceId = await makeSource()
  const leased = await putOwed(app, { sourceId, url: receiver.url, state: { leasedBy: app.hookline.services.lease.holder().processId } })
  expect(await cancelSourcelessOf(db(), leased)).toBe(0)
  await db()`DELETE FROM webhooks WHERE id = ${sourceId}::uuid`
  expect(await cancelSourcelessOf(db(), leased)).toBe(1)
  expect(await endOf(leased[0])).toBe('cancelled')
})

test('nothing is held for a webhook that is active, or for a switch that is on, whatever the process believes', async () => {
  const state = { leasedBy: another.processId }
  const active = await putOwed(app, { sourceId: await makeSource(), url: receiver.url, state })
  const inactive = await putOwed(app, { sourceId: await makeSource('inactive'), url: receiver.url, state })
  const ids = [...active, ...inactive]
  expect(await holdLeased(db(), another, { ids, reason: 'switch-off' })).toBe(0)
  expect(await holdLeased(db(), another, { ids, reason: 'webhook-inactive' })).toBe(1)
  expect((await rowOf(inactive[0]))?.heldReason).toBe('webhook-inactive')
  expect((await rowOf(active[0]))?.heldReason).toBeNull()
})

test('a webhook that is being made active is waited for, and nothing of it is held', async () => {
  const sourceId = await makeSource('inactive')
  const ids = await putOwed(app, { sourceId, url: receiver.url, state: { leasedBy: another.processId } })
  let holding: Promise<number> | undefined
  await db().begin(async (tx) => {
    await tx`UPDATE webhooks SET status = 'active' WHERE id = ${sourceId}::uuid`
    holding = holdLeased(db(), another, { ids, reason: 'webhook-inactive' })
    await eventually(async () => (await db()`SELECT FROM pg_locks WHERE NOT granted`).length > 0)
  })
  expect(await holding).toBe(0)
})

test('what is held though its webhook is active is sent, and what is held of a webhook that is gone is cancelled', async () => {
  const [kept, gone] = [await makeSource('inactive'), await makeSource('inactive')]
  const [sent] = await putOwed(app, { sourceId: kept, url: `${receiver.url}/held`, state: 'webhook-inactive' })
  const [cancelled] = await putOwed(app, { sourceId: gone, url: receiver.url, state: 'webhook-inactive' })
  // Whoever made the change was killed before it acted on it.
  await db().begin(async (tx) => {
    await tx`UPDATE webhooks SET status = 'active' WHERE id = ${kept}::uuid`
    await tx`DELETE FROM webhooks WHERE id = ${gone}::uuid`
    await tx`UPDATE workspaces SET generation = generation + 1`
  })
  expect(await eventually(() => endOf(sent))).toBe('succeeded')
  expect(await eventually(() => endOf(cancelled))).toBe('cancelled')
})

test('a delivery whose try throws comes again ever later, and is told of once', async () => {
  const [id] = await putOwed(app, { sourceId: await makeSource(), url: receiver.url, secretHeaders: Buffer.from('not sealed by us') })
  app.hookline.services.deliver?.wake()
  await eventually(async () => Number((await rowOf(id))?.dueInMs) > 1000)
  await db()`UPDATE queue SET due_at = now() WHERE id = ${id ?? ''}::uuid`
  app.hookline.services.deliver?.wake()
  await eventually(async () => Number((await rowOf(id))?.dueInMs) > 3000)
  expect(logged.filter((line) => line.includes(id ?? ''))).toHaveLength(1)
})

test('a webhook that owes much is removed with all of it, in steps that lock little at once', async () => {
  const id = await makeWebhook(app, { eventType: 'never', request: { urls: [receiver.url] }, status: 'inactive' })
  const sourceId = uuidOf('whk', id) ?? ''
  await putOwed(app, { sourceId, url: receiver.url, state: 'webhook-inactive', count: 12_000 })
  await app.ok('DELETE', `/v1/webhooks/${id}`)
  const steps = await db()<{ count: number }[]>`
    SELECT count(*)::int AS count FROM deliveries WHERE source_id = ${sourceId}::uuid AND status = 'cancelled' GROUP BY xmin::text`
  expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(12_000)
  expect(Math.max(...steps.map(({ count }) => count))).toBeLessThanOrEqual(5000)
})
