import { beforeAll, expect, test } from 'vitest'
import { eventually, testKey } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver()
const app = await useHookline()

beforeAll(async () => {
  await makeWebhook(app, {
    eventType: 'exported',
    name: '=cmd("x"), "quoted"',
    request: { urls: [`${receiver.url}/a`, `${receiver.url}/b`] },
  })
  const events = Array.from({ length: 600 }, (_, n) => ({ type: 'exported', userId: `u-${n}` }))
  await app.ok('POST', '/v1/events', { events })
  await eventually(async () => (await app.ok('GET', '/v1/deliveries?status=pending&limit=1')).items.length === 0)
})

test('everything that a filter finds is one line each, over all pages', async () => {
  const answer = await fetch(`${app.url}/v1/deliveries/export?format=ndjson&eventType=exported`, {
    headers: { authorization: `Bearer ${testKey}` },
  })
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const ids = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id)
  expect(new Set(ids).size).toBe(1200)
  expect(ids).toEqual(ids.toSorted().reverse())
})

test('a CSV has a heading, quotes what needs it, and holds no formula that a spreadsheet would run', async () => {
  const { text, headers } = await app.api('GET', '/v1/deliveries/export?userId=u-7')
  expect(headers.get('content-disposition')).toContain('deliveries.csv')
  const [heading, ...lines] = text.trim().split('\r\n')
  expect(heading).toMatch(/^id,messageId,status,/)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toContain(`"'=cmd(""x""), ""quoted"""`)
})

test('a filter that cannot be taken is refused before anything is sent', async () => {
  expect((await app.api('GET', '/v1/deliveries/export?status=lost')).status).toBe(422)
  expect((await app.api('GET', '/v1/deliveries/export?endpointId=nonsense')).status).toBe(422)
})
