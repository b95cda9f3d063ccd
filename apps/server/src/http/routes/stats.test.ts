import { beforeEach, expect, test } from 'vitest'
import { ruleOf } from '../../testing/graphs.ts'
import { eventually, startTestHookline } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'
import { pruneTallies } from '../../upkeep/prune-tallies.ts'

const hourMs = 3_600_000
const noon = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 12 * hourMs
let nowMs = noon
const receiver = await useReceiver(({ url }) => ({ status: url.startsWith('/bad') ? 500 : 200 }))
const app = await useHookline({ overrides: { clock: { now: () => nowMs, monotonic: () => performance.now() } } })

const sql = () => app.hookline.services.database.sql
beforeEach(async () => {
  await app.hookline.services.tally.flush()
  await sql()`DELETE FROM tallies`
  nowMs = noon
})

const stats = (window = '1h') => app.ok('GET', `/v1/stats?window=${window}`)
const send = (type: string, count = 1) =>
  app.ok('POST', '/v1/events', { events: Array.from({ length: count }, (_, n) => ({ type, userId: `u-${n}` })) })
const done = (eventType: string, count: number) =>
  eventually(async () => {
    const { items } = await app.ok('GET', `/v1/deliveries?eventType=${eventType}&limit=500`)
    return items.length === count && items.every(({ status }: { status: string }) => status === 'succeeded' || status === 'undelivered')
  })
const none = { policy: { retry: { preset: 'none' } } } as const

async function publishedRule(eventType: string, path: string): Promise<{ id: string; path: string }> {
  const draft = ruleOf(eventType, { request: { urls: [`${receiver.url}${path}`] }, ...none })
  const { id } = await app.ok('POST', '/v1/automations', { name: `Rule ${eventType}`, draft })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  return { id, path: `/v1/automations/${id}` }
}

test('events and calls are counted in their minute and hour, and fall out of the window', async () => {
  await makeWebhook(app, { eventType: 'counted', request: { urls: [`${receiver.url}/good`] } })
  await makeWebhook(app, { eventType: 'counted', request: { urls: [`${receiver.url}/bad`] }, ...none })
  await send('counted', 3)
  await done('counted', 6)
  const first = await stats()
  expect(first).toMatchObject({ window: '1h', stepSeconds: 60, from: new Date(noon - 59 * 60_000).toISOString() })
  expect(first.events).toEqual({ value: 3, series: [...new Array(59).fill(0), 3] })
  expect(first.calls).toMatchObject({ value: 6 })
  expect(first.successShare).toEqual({ value: 0.5, series: [...new Array(59).fill(null), 0.5] })
  expect(first.p95Ms.value).toBeGreaterThan(0)
  expect(first.lastHour.succeeded.at(-1)).toBe(3)
  expect(first.lastHour.undelivered.at(-1)).toBe(3)
  nowMs = noon + 2 * hourMs
  await send('uncalled', 2)
  expect((await stats()).events).toMatchObject({ value: 2 })
  const day = await stats('24h')
  expect(day.events).toEqual({ value: 5, series: [...new Array(21).fill(0), 3, 0, 2] })
  nowMs = noon + 26 * hourMs
  expect((await stats('24h')).calls).toEqual({ value: 0, series: new Array(24).fill(0) })
})

test('what waits for its retry shows as pending in the minute in which it was made', async () => {
  await makeWebhook(app, { eventType: 'waits', request: { urls: [`${receiver.url}/bad`] }, policy: { retry: { delaysSeconds: [600] } } })
  await send('waits', 4)
  await eventually(async () => (await stats()).calls.value === 4)
  expect((await stats()).lastHour.pending).toEqual([...new Array(59).fill(0), 4])
})

test('the busiest automations and the calls of today are told by automation', async () => {
  const [busy, quiet] = [await publishedRule('busy', '/good'), await publishedRule('quiet', '/bad')]
  await send('busy', 3)
  await send('quiet')
  await done('busy', 3)
  await done('quiet', 1)
  expect((await stats()).busiest).toEqual([
    { id: busy.id, name: 'Rule busy', calls: 3, successShare: 1 },
    { id: quiet.id, name: 'Rule quiet', calls: 1, successShare: 0 },
  ])
  const idle = await app.ok('POST', '/v1/automations', { name: 'Idle' })
  const { items } = await app.ok('GET', `/v1/automations/stats?ids=${idle.id},${busy.id},${quiet.id},aut_x`)
  expect(items).toEqual([
    { id: idle.id, callsToday: 0, successShareToday: null },
    { id: busy.id, callsToday: 3, successShareToday: 1 },
    { id: quiet.id, callsToday: 1, successShareToday: 0 },
  ])
  nowMs = noon + 12 * hourMs
  expect((await app.ok('GET', `/v1/automations/stats?ids=${busy.id}`)).items).toMatchObject([{ callsToday: 0 }])
  expect(await app.ok('GET', '/v1/automations/stats')).toEqual({ items: [] })
})

test('each block of an automation tells what went through it, and null where nobody counts', async () => {
  const draft = ruleOf('through', { request: { urls: [`${receiver.url}/good`, `${receiver.url}/bad`] }, ...none })
  draft.nodes.push({ id: 'c', type: 'condition', config: {} })
  const { id } = await app.ok('POST', '/v1/automations', {
    name: 'Through',
    draft: ruleOf('through', (draft.nodes[1] as { config: object }).config),
  })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  await app.ok('PATCH', `/v1/automations/${id}`, { draft })
  await send('through', 2)
  await done('through', 4)
  const { window, nodes } = await app.ok('GET', `/v1/automations/${id}/stats`)
  expect(window).toBe('24h')
  expect(nodes).toEqual([
    { nodeId: 't', in: 2, out: 2, failed: null, waiting: null, held: null, countingSince: null },
    { nodeId: 'w', in: 4, out: 2, failed: 2, waiting: 0, held: 0, countingSince: null },
    { nodeId: 'c', in: null, out: null, failed: null, waiting: null, held: null, countingSince: null },
  ])
  expect((await app.api('GET', '/v1/automations/aut_1/stats')).status).toBe(404)
  expect((await app.api('GET', `/v1/automations/${id}/stats?window=1y`)).status).toBe(422)
})

test('an endpoint tells its health and what it waits for; those of a deleted automation are not listed', async () => {
  const rule = await publishedRule('healthy', '/good?of=healthy')
  const webhookId = await makeWebhook(app, {
    ...{ eventType: 'healthy', name: 'Waits', request: { urls: [`${receiver.url}/bad?of=healthy`] } },
    policy: { retry: { delaysSeconds: [600] } },
  })
  await send('healthy', 2)
  const find = async () => (await app.ok('GET', '/v1/endpoints?q=OF=healthy')).items
  await eventually(async () => (await find()).every(({ health }: { health: { calls: number } }) => health.calls === 2))
  expect(await find()).toEqual([
    {
      ...{ id: expect.stringMatching(/^ep_/), url: `${receiver.url}/bad?of=healthy`, host: new URL(receiver.url).host },
      ...{ source: { kind: 'webhook', id: webhookId, name: 'Waits' }, createdAt: expect.any(String) },
      health: { calls: 2, successShare: 0, undelivered: 0, p95Ms: expect.any(Number) },
      ...{ waiting: 2, held: 0, oldestDueMs: null },
      stop: expect.objectContaining({ breaker: 'closed', paused: null }),
    },
    expect.objectContaining({
      source: { kind: 'automation', id: rule.id, name: 'Rule healthy', nodeId: 'w' },
      health: { calls: 2, successShare: 1, undelivered: 0, p95Ms: expect.any(Number) },
      waiting: 0,
    }),
  ])
  const first = await app.ok('GET', '/v1/endpoints?q=of=healthy&limit=1')
  const second = await app.ok('GET', `/v1/endpoints?q=of=healthy&limit=1&cursor=${first.nextCursor}`)
  expect([second.items[0].source.id, second.nextCursor]).toEqual([rule.id, null])
  await app.api('DELETE', rule.path)
  expect(await find()).toHaveLength(1)
})

test('what needs a person is listed with its count and its place, and goes away when it is mended', async () => {
  const kinds = async () => Object.fromEntries((await stats()).needsAttention.map((item: { kind: string }) => [item.kind, item]))
  const { id } = await app.ok('POST', '/v1/automations', { name: 'Broken', draft: ruleOf('broken', { request: { urls: ['no url'] } }) })
  await app.ok('POST', '/v1/automations', { name: 'Empty' })
  const found = await kinds()
  expect(found['draft-problem']).toMatchObject({ href: `/automations/${id}`, title: 'The draft of "Broken" cannot be published' })
  expect((await stats()).needsAttention.filter(({ kind }: { kind: string }) => kind === 'draft-problem')).toHaveLength(1)
  expect(found.undelivered.href).toMatch(/^\/deliveries\?status=undelivered&from=/)
  await app.ok('PATCH', `/v1/automations/${id}`, { draft: ruleOf('broken', { request: { urls: [`${receiver.url}/mended`] } }) })
  expect(await kinds()).not.toHaveProperty('draft-problem')
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  expect((await kinds())['switch-off']).toMatchObject({ href: '/settings?tab=calls', title: 'Calls are switched off' })
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: true, held: 'drop' })
  expect(await kinds()).not.toHaveProperty('switch-off')
})

test('an address that accepts nothing of five calls needs a person, until it accepts one or is called no more', async () => {
  const { id } = await publishedRule('failing', '/bad?of=failing')
  const failing = async () => (await stats()).needsAttention.filter(({ kind }: { kind: string }) => kind === 'failing')
  await send('failing', 4)
  await done('failing', 4)
  expect(await failing()).toEqual([])
  await send('failing')
  await done('failing', 5)
  const [endpoint] = (await app.ok('GET', '/v1/endpoints?q=of=failing')).items
  const [found, ...others] = await failing()
  const { host } = new URL(receiver.url)
  expect([found, others]).toMatchObject([{ title: `${host} accepts nothing that "Rule failing" sends`, count: 5 }, []])
  const { pathname, searchParams } = new URL(found.href, 'http://page')
  expect([pathname, searchParams.get('endpointId')]).toEqual(['/deliveries', endpoint.id])
  nowMs = noon + 2 * hourMs
  expect(await failing()).toEqual([])
  nowMs = noon
  await app.ok('DELETE', `/v1/automations/${id}`)
  expect(await failing()).toEqual([])
})

test('what is counted on two processes adds up, and is forgotten when no screen shows it any more', async () => {
  const other = await startTestHookline({
    databaseUrl: app.config.databaseUrl ?? '',
    overrides: { clock: { now: () => nowMs, monotonic: () => performance.now() } },
  })
  await Promise.all([send('both', 2), other.ok('POST', '/v1/events', { type: 'both', userId: 'u' })])
  await other.stop()
  expect((await stats()).events.value).toBe(3)
  await pruneTallies(sql(), noon + 31 * 24 * hourMs)
  expect((await stats()).events.value).toBe(0)
  expect((await stats('24h')).events.value).toBe(3)
  await pruneTallies(sql(), noon + 33 * 24 * hourMs)
  expect((await stats('24h')).events.value).toBe(0)
})
