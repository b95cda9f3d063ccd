import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ruleOf } from '../testing/graphs.ts'
import { useHookline } from '../testing/use.ts'

const app = await useHookline()

const hosts = (...names: string[]) => names.map((name) => `https://${name}.example.com/hook`)

async function endpoints(id: string): Promise<{ id: string; url: string; nodeId: string }[]> {
  const { sql } = app.hookline.services.database
  return sql`SELECT id, url, node_id AS "nodeId" FROM endpoints WHERE replace(source_id::text, '-', '') = ${id.slice(4)} ORDER BY url`
}

test('an endpoint keeps its id as long as its URL stays, whatever else is published', async () => {
  const { id } = await app.ok('POST', '/v1/automations', { name: 'A', draft: ruleOf('a', { request: { urls: hosts('one', 'two') } }) })
  expect(await endpoints(id)).toEqual([])
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  const first = await endpoints(id)
  expect(first.map(({ url, nodeId }) => [url, nodeId])).toEqual(hosts('one', 'two').map((url) => [url, 'w']))
  await app.ok('PATCH', `/v1/automations/${id}`, { draft: ruleOf('a', { request: { urls: hosts('two', 'three'), body: '{}' } }) })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  expect(await endpoints(id)).toEqual(expect.arrayContaining(first))
  expect(await endpoints(id)).toHaveLength(3)
})

test('the URLs of a webhook have no block', async () => {
  const { id } = await app.ok('POST', '/v1/webhooks', { scope: 'a', url: hosts('one') })
  const first = await endpoints(id)
  expect(first).toMatchObject([{ nodeId: '' }])
  await app.ok('PATCH', `/v1/webhooks/${id}`, { request: { urls: hosts('one', 'two') } })
  expect(await endpoints(id)).toEqual(expect.arrayContaining(first))
})

test('a URL that an index cannot hold is refused, the longest that it can is not', async () => {
  const text = randomBytes(3500).toString('base64url')
  const url = (length: number) => `https://crm.example.com/${text}`.slice(0, length)
  const refused = await app.api('POST', '/v1/webhooks', { scope: 'long', url: url(2601) })
  expect(refused.json.errors).toMatchObject([{ path: 'request.urls.0', code: 'url.too-long' }])
  const { id } = await app.ok('POST', '/v1/webhooks', { scope: 'long', url: url(2600) })
  expect(await endpoints(id)).toMatchObject([{ url: url(2600) }])
})
