import { afterAll, expect, test } from 'vitest'
import { startTestHookline } from '../../testing/hookline.ts'

const app = await startTestHookline()
afterAll(() => app.stop())

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[]
}
const { paths } = (await app.api('GET', '/openapi.json')).json as { paths: Record<string, { get?: Operation }> }
const filters = Object.entries(paths).flatMap(([path, { get }]) => {
  const isFilter = (parameter: { in: string; name: string; required?: boolean }) =>
    parameter.in === 'query' && parameter.name !== 'limit' && !parameter.required
  const names = get?.parameters?.filter(isFilter).map(({ name }) => name) ?? []
  return path.includes('{') || names.length === 0 ? [] : [{ path, names }]
})

test.each(filters)('GET $path: filters without a value count as absent', async ({ path, names }) => {
  expect(await app.ok('GET', `${path}?${names.map((name) => `${name}=`).join('&')}`)).toEqual(await app.ok('GET', path))
})

test('automations and webhooks are among them', () => {
  const namesOf = (path: string) => filters.find((filter) => filter.path === path)?.names
  expect(namesOf('/v1/automations')).toEqual(expect.arrayContaining(['q', 'status', 'kind', 'campaignId', 'cursor']))
  expect(namesOf('/v1/webhooks')).toEqual(expect.arrayContaining(['q', 'status', 'campaignId', 'eventType', 'cursor']))
})
