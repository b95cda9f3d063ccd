import { expect, test } from 'vitest'
import { publicId } from '../ids.ts'
import { eventually } from '../testing/hookline.ts'
import { putOwed } from '../testing/owed.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

let status = 503

const receiver = await useReceiver(() => ({ status }))
const app = await useHookline()

const tryNow = (id: string) => app.api('POST', `/v1/deliveries/${id}/try-now`)
const sourceId = '00000000-0000-7000-8000-00000000000a'

test('a delivery that waits an hour for its next try is tried at once, and that is noted', async () => {
  await makeWebhook(app, { eventType: 'waits', request: { urls: [receiver.url] }, policy: { retry: { delaysSeconds: [3600] } } })
  await app.ok('POST', '/v1/events', { type: 'waits', userId: 'u' })
  const waiting = await eventually(async () => {
    const [item] = (await app.ok('GET', '/v1/deliveries?eventType=waits')).items
    return item?.attemptCount === 1 && item.nextAttemptAt !== null ? item : null
  })
  status = 200
  expect((await tryNow(waiting.id)).status).toBe(200)
  const done = await eventually(async () => {
    const delivery = await app.ok('GET', `/v1/deliveries/${waiting.id}`)
    return delivery.status === 'succeeded' ? delivery : null
  })
  expect(done.attemptCount).toBe(2)
  const audit = (await app.ok('GET', '/v1/audit')).items.filter(({ action }: { action: string }) => action === 'delivery.try-now')
  expect(audit).toMatchObject([{ target: { kind: 'delivery', id: waiting.id } }])
  const again = await tryNow(waiting.id)
  expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining('done already (succeeded)')])
})

test('what is held stays held, with the reason', async () => {
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  const [held = ''] = await putOwed(app, { sourceId, url: receiver.url, state: 'switch-off' })
  const answer = await tryNow(publicId('dlv', held))
  expect([answer.status, answer.json.detail]).toEqual([409, expect.stringContaining('held (switch-off)')])
  const { sql } = app.hookline.services.database
  expect(await sql`SELECT due_at, held_reason FROM queue WHERE id = ${held}::uuid`).toMatchObject([
    { due_at: null, held_reason: 'switch-off' },
  ])
})

test('what is under way is not begun a second time', async () => {
  const { sql } = app.hookline.services.database
  const [process] = await sql<{ id: string }[]>`SELECT id FROM processes LIMIT 1`
  const [leased = ''] = await putOwed(app, { sourceId, url: receiver.url, state: { leasedBy: process?.id ?? '' } })
  const answer = await tryNow(publicId('dlv', leased))
  expect([answer.status, answer.json.detail]).toEqual([409, expect.stringContaining('being sent at this moment')])
})

test('a delivery that does not exist is not found', async () => {
  expect((await tryNow('dlv_00000000000070008000000000000000')).status).toBe(404)
  expect((await tryNow('nonsense')).status).toBe(404)
})
