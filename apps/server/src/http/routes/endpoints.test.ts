import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

let status = 200
const receiver = await useReceiver(() => ({ status }))
const app = await useHookline()

const urlsOf = async (query: string): Promise<string[]> =>
  (await app.ok('GET', `/v1/endpoints?${query}`)).items.map(({ url }: { url: string }) => url.slice(receiver.url.length)).toSorted()

test('endpoints are listed by their source, and those that something stops alone', async () => {
  const first = await makeWebhook(app, { eventType: 'a', request: { urls: ['/one', '/two'].map((path) => `${receiver.url}${path}`) } })
  await makeWebhook(app, { eventType: 'b', request: { urls: [`${receiver.url}/three`] } })
  expect(await urlsOf(`sourceId=${first}`)).toEqual(['/one', '/two'])
  expect(await urlsOf('sourceId=whk_nothing')).toEqual([])
  expect(await urlsOf('stopped=true')).toEqual([])
  const [{ id }] = (await app.ok('GET', '/v1/endpoints?q=/two')).items
  await app.ok('POST', `/v1/endpoints/${id}/pause`, {})
  expect(await urlsOf('stopped=true')).toEqual(['/two'])
  expect(await urlsOf(`stopped=true&sourceId=${first}`)).toEqual(['/two'])
  const { json } = await app.api('GET', '/v1/endpoints?stopped=no')
  expect(json.errors).toMatchObject([{ path: 'query.stopped' }])
  await app.ok('POST', `/v1/endpoints/${id}/resume`, {})
  await eventually(async () => (await urlsOf('stopped=true')).length === 0)
})

test('a screen that is open hears of a pause, by hand or by itself', async () => {
  let heard = 0
  const end = app.hookline.services.topics.subscribe(['endpoints'], { changed: () => heard++, stopped: () => undefined })
  await makeWebhook(app, { eventType: 'heard', request: { urls: [`${receiver.url}/heard`] } })
  await eventually(() => heard > 0)
  const [{ id }] = (await app.ok('GET', '/v1/endpoints?q=/heard')).items
  let before = heard
  await app.ok('POST', `/v1/endpoints/${id}/pause`, {})
  await eventually(() => heard > before)
  before = heard
  await app.ok('POST', `/v1/endpoints/${id}/resume`, {})
  await eventually(() => heard > before)
  end()
})

test('an endpoint that is left alone says since when, though its last call succeeded', async () => {
  const policy = { retry: { delaysSeconds: [600] } }
  await makeWebhook(app, { eventType: 'late', request: { urls: [`${receiver.url}/late`] }, policy })
  const send = (count: number) =>
    app.ok('POST', '/v1/events', { events: Array.from({ length: count }, () => ({ type: 'late', userId: 'u' })) })
  const triedOf = async () =>
    (await app.ok('GET', '/v1/deliveries?eventType=late')).items.filter((one: { attemptCount: number }) => one.attemptCount)
  status = 503
  await send(9)
  await eventually(async () => (await triedOf()).length === 9)
  status = 200
  await send(1)
  const stop = await eventually(async () => {
    app.hookline.services.health.wake()
    const [found] = (await app.ok('GET', '/v1/endpoints?q=/late')).items
    return found.stop.breaker === 'open' && found.stop.failingSince === null && found.stop
  })
  expect(Math.abs(Date.now() - Date.parse(stop.breakerSince))).toBeLessThan(60_000)
})
