import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver()
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
