import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

test('each change is listed with who made it and when, the newest first, page by page', async () => {
  for (const id of ['a', 'b', 'c']) await app.ok('POST', '/v1/campaigns', { id, name: `Campaign ${id}` })
  const first = await app.ok('GET', '/v1/audit?limit=2')
  const second = await app.ok('GET', `/v1/audit?limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((entry) => entry.target)).toEqual(['c', 'b', 'a'].map((id) => ({ kind: 'campaign', id })))
  expect(first.items[0]).toMatchObject({
    ...{ action: 'campaign.create', detail: { name: 'Campaign c' } },
    actor: { kind: 'api-key', name: 'HOOKLINE_API_KEY' },
  })
  expect(Math.abs(Date.now() - Date.parse(first.items[0].at))).toBeLessThan(60_000)
  expect(second.nextCursor).toBeNull()
})

test('a change that was refused leaves no entry', async () => {
  await app.api('POST', '/v1/campaigns', { id: 'a', name: 'Again' })
  expect((await app.ok('GET', '/v1/audit')).items).toHaveLength(3)
})

test('a cursor of another list is refused', async () => {
  const cursor = Buffer.from('["a"]').toString('base64url')
  expect((await app.api('GET', `/v1/audit?cursor=${cursor}`)).json).toMatchObject({ status: 422, errors: [{ code: 'cursor.invalid' }] })
})
