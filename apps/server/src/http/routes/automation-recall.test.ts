import { expect, test } from 'vitest'
import { ruleOf } from '../../testing/graphs.ts'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { purgeDeleted } from '../../upkeep/purge-deleted.ts'

const receiver = await useReceiver()
const app = await useHookline()

const config = (path: string, given: object = {}) => ({ request: { urls: [`${receiver.url}${path}`] }, ...given })
const arrived = (path: string) => eventually(() => receiver.received.find(({ url }) => url === path))
const send = (type: string) => app.ok('POST', '/v1/events', { type, userId: 'u-1' })
const idsOf = async (query = '') =>
  ((await app.ok('GET', `/v1/automations?limit=500${query}`)).items as { id: string }[]).map(({ id }) => id)

async function make(draft: object, given: object = {}): Promise<{ id: string; path: string }> {
  const { id } = await app.ok('POST', '/v1/automations', { name: 'An automation', draft, ...given })
  return { id, path: `/v1/automations/${id}` }
}

test('a copy is a draft of what is drawn now, and signs and sends as the original does', async () => {
  const headers = [{ name: 'X-Key', value: 'top secret', secret: true }]
  const drawn = ruleOf('copied', { request: { urls: [`${receiver.url}/original`], headers }, secret: 'generate' })
  const { id, path } = await make(drawn, { name: 'Level 5 → CRM', description: 'Why', campaignId: undefined })
  await app.ok('POST', `${path}/publish`, {})
  const { draft } = await app.ok('GET', path)
  const changed = structuredClone(draft)
  changed.nodes[1].config.request.urls = [`${receiver.url}/copy`]
  await app.ok('PATCH', path, { draft: changed })

  const answer = await app.api('POST', `${path}/duplicate`, {})
  expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"1"'])
  expect(answer.json).toMatchObject({ name: 'Level 5 → CRM (copy)', description: 'Why', status: 'draft', publishedVersion: null })
  expect(answer.json.id).not.toBe(id)
  expect(answer.text).not.toMatch(/top secret|whsec_/)
  expect(answer.json.draft.nodes[1].config).toMatchObject({ hasSecret: true })

  await app.ok('POST', `/v1/automations/${answer.json.id}/publish`, {})
  await send('copied')
  const [original, copy] = [await arrived('/original'), await arrived('/copy')]
  for (const { headers: sent } of [original, copy])
    expect(sent).toMatchObject({ 'x-key': 'top secret', 'webhook-signature': expect.any(String) })
})

test('a name that is as long as names may be has a copy too', async () => {
  const { path } = await make(ruleOf('long', config('/long')), { name: 'x'.repeat(200) })
  expect((await app.ok('POST', `${path}/duplicate`, {})).name).toBe(`${'x'.repeat(193)} (copy)`)
})

test('a secret that the drawing has lost is missing in the copy too', async () => {
  const { path } = await make(ruleOf('lost', config('/lost', { hasSecret: true })))
  const copy = await app.ok('POST', `${path}/duplicate`, {})
  const { diagnostics } = await app.ok('POST', `/v1/automations/${copy.id}/validate`, {})
  expect(diagnostics).toContainEqual(expect.objectContaining({ severity: 'error', code: 'webhook.no-secret', nodeId: 'w' }))
})

test('discard goes back to the published drawing, and is refused where nothing was published', async () => {
  const { path } = await make(ruleOf('discarded', config('/discarded')))
  expect((await app.api('POST', `${path}/discard`, {})).status).toBe(409)
  await app.ok('POST', `${path}/publish`, {})
  const { draft } = await app.ok('GET', path)
  await app.ok('PATCH', path, { draft: ruleOf('other', config('/other')) })
  expect(await app.ok('POST', `${path}/discard`, {})).toMatchObject({ draft, hasChanges: false, status: 'active' })
})

test('a deleted automation is nowhere and makes nothing; brought back it is live again with its versions and secrets', async () => {
  const { id, path } = await make(ruleOf('deleted', config('/deleted', { secret: 'generate' })))
  await app.ok('POST', `${path}/publish`, {})
  expect((await app.api('DELETE', path)).status).toBe(204)
  for (const [method, address] of [
    ['GET', path],
    ['GET', `${path}/versions`],
    ['PATCH', path],
    ['POST', `${path}/publish`],
    ['POST', `${path}/duplicate`],
    ['DELETE', path],
  ] as const)
    expect([address, (await app.api(method, address, method === 'GET' ? undefined : {})).status]).toEqual([address, 404])
  expect(await idsOf()).not.toContain(id)
  const { ids } = await send('deleted')
  expect(await app.ok('GET', `/v1/events/${ids[0]}`)).toMatchObject({ matches: [], deliveries: [] })

  const back = await app.ok('POST', `${path}/undelete`, {})
  expect(back).toMatchObject({ id, status: 'active', publishedVersion: 1, hasChanges: false })
  expect(await idsOf()).toContain(id)
  await send('deleted')
  expect((await arrived('/deleted')).headers).toHaveProperty('webhook-signature')
  expect(receiver.received.filter(({ url }) => url === '/deleted').length).toBe(1)
  expect(await app.ok('POST', `${path}/undelete`, {})).toEqual(back)
})

test('the upkeep removes for good what was deleted a day ago, and nothing else', async () => {
  const { sql } = app.hookline.services.database
  const [old, young, kept] = [
    await make(ruleOf('purged', config('/purged', { secret: 'generate' }))),
    await make(ruleOf('purged', config('/purged'))),
    await make(ruleOf('purged', config('/purged', { secret: 'generate' }))),
  ]
  await app.ok('POST', `${old.path}/publish`, {})
  for (const { path } of [old, young]) await app.api('DELETE', path)
  const uuid = old.id.slice(4)
  await sql`UPDATE automations SET deleted_at = now() - interval '25 hours' WHERE id = ${uuid}::uuid`
  expect(await purgeDeleted(sql, Date.now() - 86_400_000)).toBe(1)
  expect((await app.api('POST', `${old.path}/undelete`, {})).status).toBe(404)
  const left = await sql`
    SELECT FROM automation_versions WHERE automation_id = ${uuid}::uuid UNION ALL SELECT FROM endpoints WHERE source_id = ${uuid}::uuid
    UNION ALL SELECT FROM secrets WHERE source_id = ${uuid}::uuid`
  expect(left.count).toBe(0)
  expect((await app.api('POST', `${young.path}/undelete`, {})).status).toBe(200)
  expect((await app.ok('GET', kept.path)).draft.nodes[1].config).toMatchObject({ hasSecret: true })
})

test.each(['duplicate', 'discard', 'undelete'])('%s of what is not there is 404', async (verb) => {
  for (const id of ['aut_1', 'aut_00000000000070008000000000000000'])
    expect((await app.api('POST', `/v1/automations/${id}/${verb}`, {})).status).toBe(404)
})
