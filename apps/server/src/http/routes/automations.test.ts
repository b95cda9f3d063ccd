import { expect, test } from 'vitest'
import { ruleOf } from '../../testing/graphs.ts'
import { eventually } from '../../testing/hookline.ts'
import { startReceiver } from '../../testing/receiver.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'

const receiver = await useReceiver()
const app = await useHookline()

const graph = (eventType: string, path = `/${eventType}`) => ruleOf(eventType, { request: { urls: [`${receiver.url}${path}`] } })
const arrived = (path: string) => eventually(() => receiver.received.find(({ url }) => url === path))
const calls = (path: string) => receiver.received.filter(({ url }) => url === path).length
const send = (type: string) => app.ok('POST', '/v1/events', { type, userId: 'u-1' })

async function make(draft: object, given: object = {}): Promise<string> {
  const { id } = await app.ok('POST', '/v1/automations', { name: 'An automation', draft, ...given })
  return `/v1/automations/${id}`
}

async function published(draft: object, given: object = {}): Promise<string> {
  const path = await make(draft, given)
  await app.ok('POST', `${path}/publish`, {})
  return path
}

test('an event sent after the answer to publish is judged by the new version', async () => {
  const path = await make(graph('first'))
  expect(await app.ok('GET', path)).toMatchObject({ kind: 'rule', status: 'draft', hasChanges: true, publishedVersion: null })
  await send('first')
  expect((await app.ok('POST', `${path}/publish`, {})).version).toBe(1)
  await send('first')
  await arrived('/first')
  expect(calls('/first')).toBe(1)
  expect(await app.ok('GET', path)).toMatchObject({ status: 'active', hasChanges: false, publishedVersion: 1 })
})

test('a changed draft changes nothing that is live before it is published', async () => {
  const path = await published(graph('draft', '/v1'))
  expect(await app.ok('PATCH', path, { draft: graph('draft', '/v2') })).toMatchObject({ hasChanges: true, publishedVersion: 1 })
  await send('draft')
  await arrived('/v1')
  expect((await app.ok('POST', `${path}/publish`, {})).version).toBe(2)
  await send('draft')
  await arrived('/v2')
  expect(calls('/v1')).toBe(1)
})

test('publishing what is published already makes no version', async () => {
  const path = await published(graph('same'))
  expect((await app.ok('POST', `${path}/publish`, {})).version).toBe(1)
  expect((await app.ok('GET', `${path}/versions`)).items).toHaveLength(1)
})

test('a block that was moved is no change, one that was renamed is', async () => {
  const path = await published(graph('moved'))
  const { draft } = await app.ok('GET', path)
  const moved = { ...draft, nodes: draft.nodes.toReversed().map((node: object) => ({ ...node, position: { x: 9, y: 9 } })) }
  expect((await app.ok('PATCH', path, { draft: moved })).hasChanges).toBe(false)
  const renamed = { ...draft, nodes: draft.nodes.map((node: object) => ({ ...node, name: 'CRM' })) }
  expect((await app.ok('PATCH', path, { draft: renamed })).hasChanges).toBe(true)
})

test('two people on one draft: the slower one is told, and nothing is overwritten', async () => {
  const made = await app.api('POST', '/v1/automations', { name: 'Shared', draft: graph('shared') })
  const path = `/v1/automations/${made.json.id}`
  const ifMatch = made.headers.get('etag') ?? ''
  expect(ifMatch).toBe('"1"')
  const faster = await app.api('PATCH', path, { name: 'Mine' }, { headers: { 'if-match': ifMatch } })
  expect([faster.status, faster.headers.get('etag')]).toEqual([200, '"2"'])
  const slower = await app.api('PATCH', path, { name: 'Yours' }, { headers: { 'if-match': ifMatch } })
  expect([slower.status, slower.headers.get('content-type')]).toEqual([412, 'application/problem+json'])
  expect((await app.ok('GET', path)).name).toBe('Mine')
  const both = await Promise.all(['a', 'b'].map((name) => app.api('PATCH', path, { name }, { headers: { 'if-match': '"2"' } })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
})

test('a draft is saved whatever is wrong with its drawing, and its errors stand at their blocks', async () => {
  const draft = {
    nodes: [
      { id: 's', type: 'shell', config: { command: ['rm', { deep: true }] } },
      { id: 'w', type: 'webhook', config: { request: { urls: 7, headers: 'none' } } },
    ],
    edges: [{ from: 's', to: 'nowhere' }],
  }
  const path = await make(draft)
  expect((await app.ok('GET', path)).draft).toMatchObject(draft)
  const { diagnostics } = await app.ok('POST', `${path}/validate`)
  const answer = await app.api('POST', `${path}/publish`, {})
  expect(answer.status).toBe(422)
  expect(answer.json.diagnostics).toEqual(diagnostics)
  const errors = answer.json.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
  expect(errors).toContain('nodes.s graph.unknown-block-type')
  expect(errors).toContain('nodes.w.request.urls block.invalid-config')
})

test('a draft that is no graph is refused, field by field', async () => {
  const answer = await app.api('POST', '/v1/automations', {
    name: 'x',
    draft: { nodes: [{ id: 7, type: 'trigger', colour: 1 }], edges: {} },
  })
  expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(['draft.nodes.0.id', 'draft.nodes.0.colour', 'draft.edges'])
})

test('paused, it makes nothing of events; resumed or published again, it does', async () => {
  const draft = await make(graph('never'))
  for (const verb of ['pause', 'resume', 'discard']) expect((await app.api('POST', `${draft}/${verb}`, {})).status).toBe(409)
  const path = await published(graph('paused'))
  expect((await app.ok('POST', `${path}/pause`, {})).status).toBe('paused')
  await send('paused')
  expect((await app.ok('POST', `${path}/resume`, {})).status).toBe('active')
  await send('paused')
  await arrived('/paused')
  expect(calls('/paused')).toBe(1)
  await app.ok('POST', `${path}/pause`, {})
  expect((await app.ok('POST', `${path}/publish`, {})).version).toBe(1)
  expect((await app.ok('GET', path)).status).toBe('active')
})

test('versions say who and when, and can be read and put back into the draft', async () => {
  const path = await published(graph('versions', '/old'))
  await app.ok('PATCH', path, { draft: graph('versions', '/new') })
  await app.ok('POST', `${path}/publish`, {})
  const { items } = await app.ok('GET', `${path}/versions`)
  expect(items).toMatchObject([
    { version: 2, current: true, publishedBy: 'HOOKLINE_API_KEY' },
    { version: 1, current: false },
  ])
  const first = await app.ok('GET', `${path}/versions/1`)
  expect(first.graph.nodes[1].config.request.urls).toEqual([`${receiver.url}/old`])
  expect(await app.ok('POST', `${path}/versions/1/restore`, {})).toMatchObject({ draft: first.graph, hasChanges: true })
  expect(await app.ok('POST', `${path}/discard`, {})).toMatchObject({ hasChanges: false, publishedVersion: 2 })
  for (const unknown of ['3', '0', 'x']) expect((await app.api('GET', `${path}/versions/${unknown}`)).status).toBeGreaterThanOrEqual(404)
})

test('removed, it is not found, its events make nothing, and what it owes is cancelled', async () => {
  const failing = await startReceiver(() => ({ status: 500 }))
  const path = await published(ruleOf('removed', { request: { urls: [failing.url] } }))
  await app.ok('POST', '/v1/events', { type: 'removed', userId: 'u-removed' })
  const mine = () => app.ok('GET', '/v1/deliveries?userId=u-removed')
  await eventually(async () => (await mine()).items[0]?.attemptCount === 1)
  expect((await app.api('DELETE', path)).status).toBe(204)
  for (const gone of [path, `${path}/versions`, `${path}/runs`]) expect((await app.api('GET', gone)).status).toBe(404)
  await app.ok('POST', '/v1/events', { type: 'removed', userId: 'u-removed' })
  expect((await mine()).items).toMatchObject([{ status: 'cancelled' }])
  await failing.close()
})

test('simulate walks an event through the draft or a version, shows each request, and sends nothing', async () => {
  const body = '{"level":{{event.level}},"message":"{{delivery.id}}"}'
  const request = { urls: [`${receiver.url}/simulated`], body, headers: [{ name: 'X-Key', value: 'top secret', secret: true }] }
  const path = await published(ruleOf('simulated', { request }))
  await app.ok('PATCH', path, { draft: graph('simulated', '/changed') })
  const event = { type: 'simulated', userId: 'u-1', data: { level: 5 } }
  const now = await app.ok('POST', `${path}/simulate`, { event })
  expect(now).toMatchObject({
    matched: true,
    trace: [
      { nodeId: 't', outcome: 'started' },
      { nodeId: 'w', outcome: 'call' },
    ],
  })
  expect(JSON.parse(now.trace[1].request.body)).toMatchObject({ type: 'simulated', user: 'u-1', event: { data: { level: 5 } } })
  const before = await app.ok('POST', `${path}/simulate`, { event, version: 1 })
  expect(before.trace[1].request).toMatchObject({
    url: `${receiver.url}/simulated`,
    body: expect.stringMatching(/^\{"level":5,"message":"dlv_/),
  })
  expect(JSON.stringify(before)).not.toContain('top secret')
  const other = await app.ok('POST', `${path}/simulate`, { event: { ...event, type: 'other' } })
  expect(other).toMatchObject({ matched: false, trace: [{ outcome: 'not-started' }, { outcome: 'not-reached', at: null }] })
  expect(calls('/simulated') + calls('/changed')).toBe(0)
  expect((await app.api('POST', `${path}/simulate`, { event, version: 9 })).status).toBe(404)
})

test('the runs of a journey say which way each took', async () => {
  const path = await published(graph('journey'), { kind: 'journey' })
  await send('journey')
  const { items } = await app.ok('GET', `${path}/runs`)
  expect(items).toMatchObject([{ version: 1, userId: 'u-1', status: 'finished', path: [{ nodeId: 't' }, { nodeId: 'w' }] }])
})

test('the calls of one block are found among those of its automation', async () => {
  const path = await published(graph('of-block'))
  await send('of-block')
  const ofBlock = async (nodeId: string) =>
    (await app.ok('GET', `/v1/deliveries?automationId=${path.split('/').at(-1)}&nodeId=${nodeId}`)).items
  expect(await ofBlock('w')).toMatchObject([{ source: { nodeId: 'w' } }])
  expect(await ofBlock('t')).toEqual([])
})

test('a list goes by text, status, kind and campaign, page by page', async () => {
  await app.ok('POST', '/v1/campaigns', { id: 'spring', name: 'Spring' })
  for (const name of ['Find 100% me', 'Find me too', 'Leave me']) {
    await app.ok('POST', '/v1/automations', { name, kind: 'journey', campaignId: 'spring' })
  }
  const names = async (query: string) =>
    (await app.ok('GET', `/v1/automations?campaignId=spring&${query}`)).items.map(({ name }: { name: string }) => name)
  expect(await names('q=find')).toEqual(['Find me too', 'Find 100% me'])
  expect(await names('q=0%25+m')).toEqual(['Find 100% me'])
  expect(await names('kind=rule')).toEqual([])
  expect(await names('status=draft&limit=2')).toEqual(['Leave me', 'Find me too'])
  const { nextCursor } = await app.ok('GET', '/v1/automations?campaignId=spring&limit=2')
  expect(await names(`cursor=${nextCursor}`)).toEqual(['Find 100% me'])
})

test('a campaign that does not exist is refused when it is set', async () => {
  const path = await make(graph('campaign'))
  const answer = await app.api('PATCH', path, { campaignId: 'nowhere' })
  expect(answer.json.errors).toMatchObject([{ path: 'campaignId', code: 'campaign.unknown' }])
})

test('a key that may only read validates and simulates, and publishes nothing', async () => {
  const { key } = await app.ok('POST', '/v1/api-keys', { name: 'Reader', scope: 'read' })
  const path = await make(graph('reader'))
  const status = async (method: string, verb: string, body?: object) => (await app.api(method, `${path}${verb}`, body, { key })).status
  expect(await status('GET', '')).toBe(200)
  expect(await status('POST', '/validate')).toBe(200)
  expect(await status('POST', '/simulate', { event: { type: 'a', userId: 'u' } })).toBe(200)
  for (const verb of ['/publish', '/pause', '/discard']) expect(await status('POST', verb, {})).toBe(403)
  expect(await status('PATCH', '', { name: 'x' })).toBe(403)
})

test('each change is in the audit', async () => {
  const path = await published(graph('audited'))
  await app.ok('PATCH', path, { name: 'Audited' })
  for (const verb of ['pause', 'resume', 'discard', 'versions/1/restore']) await app.ok('POST', `${path}/${verb}`, {})
  await app.api('DELETE', path)
  const { items } = await app.ok('GET', '/v1/audit?limit=500')
  const mine = items.filter(({ target }: { target: { id: string } }) => path.endsWith(target.id))
  const verbs = mine.map(({ action }: { action: string }) => action.replace('automation.', ''))
  expect(verbs).toEqual(['remove', 'restore', 'discard', 'resume', 'pause', 'update', 'publish', 'create'])
})

test('a block that is copied without its signing secret says so and cannot be published until it has one', async () => {
  const signed = { id: 'w', type: 'webhook', config: { request: { urls: ['https://crm.example.com/'] }, secret: 'generate' } }
  const draft = { nodes: [{ id: 't', type: 'trigger', config: { eventType: 'level_completed' } }, signed], edges: [{ from: 't', to: 'w' }] }
  const original = await app.ok('POST', '/v1/automations', { name: 'Signed', draft })
  const { draft: read } = await app.ok('GET', `/v1/automations/${original.id}`)
  const copy = await app.ok('POST', '/v1/automations', { name: 'Copy', draft: read })
  expect((await app.ok('POST', `/v1/automations/${copy.id}/validate`)).diagnostics).toMatchObject([
    { code: 'webhook.no-secret', nodeId: 'w' },
  ])
  expect((await app.api('POST', `/v1/automations/${copy.id}/publish`)).status).toBe(422)
  const { draft: kept } = await app.ok('GET', `/v1/automations/${copy.id}`)
  await app.ok('PATCH', `/v1/automations/${copy.id}`, { draft: kept })
  expect((await app.api('POST', `/v1/automations/${copy.id}/publish`)).status).toBe(422)
  const mended = {
    ...kept,
    nodes: kept.nodes.map((node: { id: string; config: object }) =>
      node.id === 'w' ? { ...node, config: { ...node.config, secret: 'generate' } } : node,
    ),
  }
  await app.ok('PATCH', `/v1/automations/${copy.id}`, { draft: mended })
  expect((await app.api('POST', `/v1/automations/${copy.id}/publish`)).status).toBe(200)
})

test('a draft, which cannot be live, makes nobody read the definitions again', async () => {
  const generation = async () => (await app.hookline.services.database.sql`SELECT generation FROM workspaces WHERE id = 1`)[0]?.generation
  const before = await generation()
  const path = await make(graph('not-live'))
  expect(await generation()).toBe(before)
  await app.ok('POST', `${path}/publish`, {})
  expect(await generation()).not.toBe(before)
})

test.each([
  ['event.type', { type: 'a/b' }],
  ['event.type', { type: ' a' }],
  ['event.type', { type: 'hookline.own' }],
  ['event.userId', { userId: undefined }],
  ['event.userId', { userId: '  ' }],
])('an event that could not be sent is not simulated either, nor previewed: %s %j', async (path, given) => {
  const event = { type: 'tried', userId: 'u-1', ...given }
  const automation = await make(graph('tried'))
  const request = { urls: [`${receiver.url}/tried`] }
  for (const answer of [
    await app.api('POST', `${automation}/simulate`, { event }),
    await app.api('POST', '/v1/templates/preview', { event, request }),
  ])
    expect([answer.status, answer.json.errors]).toMatchObject([422, [{ path }]])
  expect((await app.api('POST', '/v1/events', event)).json.errors).toMatchObject([{ path: path.slice('event.'.length) }])
})
