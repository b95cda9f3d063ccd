import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

test('a campaign keeps the id that its caller chose, and a second one of that id is refused', async () => {
  const made = await app.ok('POST', '/v1/campaigns', { id: 'sue7r1vO', name: 'Test campaign' })
  expect(made).toMatchObject({ id: 'sue7r1vO', name: 'Test campaign' })
  expect((await app.api('POST', '/v1/campaigns', { id: 'sue7r1vO', name: 'Another' })).status).toBe(409)
  expect(await app.ok('GET', '/v1/campaigns/sue7r1vO')).toEqual(made)
})

test('a campaign can be renamed and removed, and is not found afterwards', async () => {
  const { id } = await app.ok('POST', '/v1/campaigns', { name: 'Summer' })
  expect(await app.ok('PATCH', `/v1/campaigns/${id}`, { name: 'Autumn' })).toMatchObject({ id, name: 'Autumn' })
  expect((await app.api('DELETE', `/v1/campaigns/${id}`)).status).toBe(204)
  expect((await app.api('GET', `/v1/campaigns/${id}`)).status).toBe(404)
})

test('a campaign tells how many webhooks and automations keep to it, and is found by a part of its name', async () => {
  const { id } = await app.ok('POST', '/v1/campaigns', { name: 'Winter 50 %' })
  const request = { urls: ['https://crm.example.com/hooks'] }
  await app.ok('POST', '/v1/webhooks', { name: 'One', eventTypes: ['*'], campaignId: id, request })
  await app.ok('POST', '/v1/automations', { name: 'Rule', campaignId: id })
  expect(await app.ok('GET', `/v1/campaigns/${id}`)).toMatchObject({ webhookCount: 1, automationCount: 1 })
  expect((await app.ok('GET', '/v1/campaigns?q=50 %25')).items).toMatchObject([{ id, webhookCount: 1, automationCount: 1 }])
  expect((await app.ok('GET', '/v1/campaigns?q=50_')).items).toEqual([])
})

test('a list goes on where its cursor says, and a foreign cursor is refused', async () => {
  for (const id of ['p1', 'p2', 'p3']) await app.ok('POST', '/v1/campaigns', { id, name: id })
  const first = await app.ok('GET', '/v1/campaigns?limit=2')
  const second = await app.ok('GET', `/v1/campaigns?limit=500&cursor=${first.nextCursor}`)
  const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id)
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(second.nextCursor).toBeNull()
  expect((await app.api('GET', '/v1/campaigns?cursor=AAAA')).json).toMatchObject({ status: 422, errors: [{ code: 'cursor.invalid' }] })
})

test('a field that is unknown, missing or of another type is named with the remedy', async () => {
  const answer = await app.api('POST', '/v1/campaigns', { name: 7, colour: 'red' })
  expect(answer.status).toBe(422)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.json.errors.map((error: { path: string; code: string }) => [error.path, error.code])).toEqual([
    ['name', 'field.type'],
    ['colour', 'field.unknown'],
  ])
})

test('a call without a body is one with an empty object: what is missing is named', async () => {
  const answer = await app.api('POST', '/v1/campaigns')
  expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: 'name', code: 'field.required' }] } })
})
