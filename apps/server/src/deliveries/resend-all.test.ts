import { expect, test } from 'vitest'
import { uuidOf } from '../ids.ts'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'
import { runResendAll } from './run-resend-all.ts'

let status = 200
const receiver = await useReceiver(() => ({ status }))
const app = await useHookline()

const none = { retry: { preset: 'none' } } as const
const resend = (body: object) => app.api('POST', '/v1/deliveries/resend', body)
const countOf = async (eventType: string, wanted: string) => {
  const { items } = await app.ok('GET', `/v1/deliveries?eventType=${eventType}&limit=500`)
  return items.filter((item: { status: string }) => item.status === wanted).length
}

async function makeUndelivered(eventType: string, count: number): Promise<string> {
  status = 500
  const id = await makeWebhook(app, { eventType, request: { urls: [`${receiver.url}/${eventType}`] }, policy: none })
  await app.ok('POST', '/v1/events', { events: Array.from({ length: count }, (_, n) => ({ type: eventType, userId: `u-${n}` })) })
  await eventually(async () => (await countOf(eventType, 'undelivered')) === count)
  status = 200
  return id
}

const ended = (id: string) =>
  eventually(async () => {
    const job = await app.ok('GET', `/v1/jobs/${id}`)
    return job.finishedAt === null ? null : job
  }, 15_000)

test('all that match a filter are counted first, then sent once more by a job, each once, with their message ids', async () => {
  await makeUndelivered('many', 25)
  const filter = { eventType: 'many', status: 'undelivered' }
  expect((await resend({ filter, dryRun: true })).json).toEqual({ count: 25, isMore: false })
  const started = await resend({ filter })
  expect([started.status, started.json]).toMatchObject([202, { total: 25, kind: 'deliveries.resend' }])
  expect(await ended(started.json.id)).toMatchObject({ state: 'done', done: 25, failed: 0 })
  await eventually(async () => (await countOf('many', 'succeeded')) === 25)
  const calls = receiver.received.filter(({ url }) => url === '/many')
  const ids = calls.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(25)
  expect(ids).toHaveLength(50)
})

test('what cannot be sent any more is counted as failed and holds up no other', async () => {
  const id = await makeUndelivered('gone', 3)
  await makeUndelivered('stays', 2)
  await app.ok('DELETE', `/v1/webhooks/${id}`)
  const { json } = await resend({ filter: { status: 'undelivered', from: new Date(Date.now() - 60_000).toISOString() } })
  const job = await ended(json.id)
  expect(job).toMatchObject({ state: 'done', failed: 3 })
  await eventually(async () => (await countOf('stays', 'succeeded')) === 2)
})

test('a job that was cut off goes on behind what it has done, and one that is cancelled does no more', async () => {
  await makeUndelivered('cut', 4)
  const { sql } = app.hookline.services.database
  const { json } = await resend({ filter: { eventType: 'cut', status: 'undelivered' } })
  await ended(json.id)
  const jobId = uuidOf('job', json.id) ?? ''
  const [second] = await sql<
    { id: string }[]
  >`SELECT id FROM deliveries WHERE event_type = 'cut' AND status = 'undelivered' ORDER BY id OFFSET 1 LIMIT 1`
  await sql`UPDATE jobs SET finished_at = NULL, state = 'running', cursor = ${second?.id ?? ''}::uuid, done = 2 WHERE id = ${jobId}::uuid`
  const again = () => runResendAll(app.hookline.services, { workspaceId: 1, jobId }, new AbortController().signal)
  await again()
  expect(await app.ok('GET', `/v1/jobs/${json.id}`)).toMatchObject({ state: 'done', done: 4 })
  await sql`UPDATE jobs SET finished_at = NULL, state = 'running', cursor = NULL, done = 0 WHERE id = ${jobId}::uuid`
  expect(await app.ok('POST', `/v1/jobs/${json.id}/cancel`)).toMatchObject({ state: 'cancelled' })
  await again()
  expect(await app.ok('GET', `/v1/jobs/${json.id}`)).toMatchObject({ state: 'cancelled', done: 0 })
  expect((await app.api('POST', `/v1/jobs/${json.id}/cancel`)).status).toBe(409)
})

test('what is owed is not resent, and an unknown field of a filter is refused', async () => {
  expect((await resend({ filter: { status: 'held' } })).json.errors).toMatchObject([{ path: 'filter.status' }])
  expect((await resend({ filter: { nothing: 1 } })).status).toBe(422)
  expect((await app.api('GET', '/v1/jobs/job_1')).status).toBe(404)
})
