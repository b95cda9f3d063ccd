import { expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

const receiver = await useReceiver(({ url }) => {
  const [, status, after = ''] = url.split('/')
  return { status: Number(status), headers: { 'Retry-After': decodeURIComponent(after) } }
})
const app = await useHookline()

const hour = 3600
const httpDate = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString()

test.each([
  ['429', '7200', 2 * hour],
  ['503', '7200', 2 * hour],
  ['503', httpDate(2 * hour), 2 * hour],
  ['429', '999999999', 24 * hour],
  ['429', '60', hour],
  ['503', '0', hour],
  ['503', 'soon', hour],
  ['503', httpDate(-hour), hour],
  ['500', '7200', hour],
])('after %s with Retry-After %s the next try is the later of that and the schedule', async (status, after, waitSeconds) => {
  const eventType = `asked-${status}-${after.replaceAll(/\W/g, '')}`
  const request = { urls: [`${receiver.url}/${status}/${encodeURIComponent(after)}`] }
  const webhookId = await makeWebhook(app, { eventType, request, policy: { retry: { delaysSeconds: [hour] } } })
  await app.ok('POST', '/v1/events', { type: eventType, userId: 'u-1' })
  const delivery = await eventually(async () => {
    const [found] = (await app.ok('GET', `/v1/deliveries?webhookId=${webhookId}`)).items
    return found?.attemptCount === 1 ? found : null
  })
  expect(delivery).toMatchObject({ status: 'pending', lastStatus: Number(status) })
  const waitedSeconds = (Date.parse(delivery.nextAttemptAt) - Date.now()) / 1000
  expect(waitedSeconds).toBeGreaterThan(waitSeconds - 10)
  expect(waitedSeconds).toBeLessThan(waitSeconds + 2)
})

test('a receiver that asks to wait gets no more tries than the schedule has', async () => {
  const webhookId = await makeWebhook(app, {
    ...{ eventType: 'spent', request: { urls: [`${receiver.url}/503/7200`] }, policy: { retry: { preset: 'none' } } },
  })
  await app.ok('POST', '/v1/events', { type: 'spent', userId: 'u-1' })
  await eventually(async () => (await app.ok('GET', `/v1/deliveries?webhookId=${webhookId}`)).items[0]?.status === 'undelivered')
})
