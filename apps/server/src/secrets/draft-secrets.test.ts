import { expect, test } from 'vitest'
import { ruleOf } from '../testing/graphs.ts'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { pruneExpiredSecrets } from '../upkeep/prune-secrets.ts'
import { purgeDeleted } from '../upkeep/purge-deleted.ts'

const receiver = await useReceiver(({ url }) => ({ status: url === '/owed-then-gone' ? 500 : 200 }))
const app = await useHookline()

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const header = (value?: string | null) => ({ name: 'X-Key', secret: true, ...(value !== undefined && { value }) })

const rule = (
  type: string,
  { headers = [], ...config }: { headers?: object[]; secret?: unknown; hasSecret?: boolean; policy?: object } = {},
) => ruleOf(type, { request: { urls: [`${receiver.url}/${type}`], headers }, ...config })

async function make(draft: object) {
  const made = await app.ok('POST', '/v1/automations', { name: 'Secrets', draft })
  return { made, path: `/v1/automations/${made.id}` }
}

const configOf = (automation: { draft: { nodes: { config: object }[] } }) => automation.draft.nodes[1]?.config
const headersOf = (automation: { draft: { nodes: { config: { request: { headers: object[] } } }[] } }) =>
  automation.draft.nodes[1]?.config.request.headers
const patch = (path: string, draft: object) => app.ok('PATCH', path, { draft })
const publish = (path: string) => app.ok('POST', `${path}/publish`, {})
const codesOf = (answer: { json: { errors: { path: string; code: string }[] } }) => answer.json.errors.map(({ path, code }) => [path, code])

async function sent(type: string) {
  const before = receiver.received.length
  await app.ok('POST', '/v1/events', { type, userId: 'u-1' })
  return (await eventually(() => receiver.received.slice(before).find(({ url }) => url === `/${type}`))).headers
}

test('a signing secret is in the answer that set it, in no other, and signs', async () => {
  const { made, path } = await make(rule('signed', { secret: 'generate' }))
  expect(configOf(made)).toMatchObject({ secret: expect.stringMatching(/^whsec_.{44}$/), hasSecret: true })
  await publish(path)
  expect((await sent('signed'))['webhook-signature']).toMatch(/^v1,/)
  const { secret: shown } = Object(configOf(made))
  for (const where of [path, '/v1/automations', `${path}/versions/1`, '/v1/audit']) {
    const { text } = await app.api('GET', where)
    expect(text).not.toContain(shown)
  }
  expect(configOf(await app.ok('GET', path))).toMatchObject({ hasSecret: true })
  const { sql } = app.hookline.services.database
  const [stored] =
    await sql`SELECT draft, definition FROM automations a JOIN automation_versions v ON v.automation_id = a.id WHERE a.name = 'Secrets'`
  expect(JSON.stringify(stored)).not.toContain(shown)
})

test('what was answered can be saved again and loses no secret', async () => {
  const { path } = await make(rule('kept', { headers: [header('top secret')], secret }))
  await publish(path)
  const { draft } = await app.ok('GET', path)
  expect(await patch(path, draft)).toMatchObject({ draft, hasChanges: false })
  expect(await sent('kept')).toMatchObject({ 'x-key': 'top secret', 'webhook-signature': expect.any(String) })
})

test('a secret header without a value says so, is saved, and cannot be published', async () => {
  const { made, path } = await make(rule('empty', { headers: [header()] }))
  expect(headersOf(made)).toEqual([header('')])
  const answer = await app.api('POST', `${path}/publish`, {})
  expect(codesOf(answer)).toEqual([['nodes.w.request.headers.0.value', 'header.no-value']])
  expect(headersOf(await patch(path, rule('empty', { headers: [header('now')] })))).toEqual([header(null)])
  await publish(path)
  expect((await sent('empty'))['x-key']).toBe('now')
})

test('null removes the signing secret: the live version signs until that is published', async () => {
  const { path } = await make(rule('removed', { secret }))
  await publish(path)
  expect(configOf(await patch(path, rule('removed', { secret: null })))).not.toHaveProperty('hasSecret')
  expect((await app.ok('GET', path)).hasChanges).toBe(true)
  expect((await sent('removed'))['webhook-signature']).toBeDefined()
  await patch(path, (await app.ok('GET', path)).draft)
  await publish(path)
  expect((await sent('removed'))['webhook-signature']).toBeUndefined()
})

test('a block that leaves the draft keeps its secrets while the published version uses them', async () => {
  const { path } = await make(rule('undone', { headers: [header('top secret')], secret }))
  await publish(path)
  const { draft } = await app.ok('GET', path)
  await patch(path, { nodes: [], edges: [] })
  expect(await sent('undone')).toMatchObject({ 'x-key': 'top secret', 'webhook-signature': expect.any(String) })
  expect((await patch(path, draft)).draft).toEqual(draft)
  await patch(path, { nodes: [], edges: [] })
  expect((await app.ok('POST', `${path}/discard`, {})).draft).toEqual(draft)
})

test('publishing forgets what neither draft nor version uses; an older version put back says what is missing', async () => {
  const { path } = await make(rule('forgotten', { headers: [header('top secret')], secret }))
  await publish(path)
  await patch(path, rule('forgotten', { secret: null }))
  await publish(path)
  const { id } = await app.ok('GET', path)
  const { sql } = app.hookline.services.database
  expect(await sql`SELECT 1 FROM secrets WHERE replace(source_id::text, '-', '') = ${id.slice(4)}`).toHaveLength(0)
  const restored = await app.ok('POST', `${path}/versions/1/restore`, {})
  expect(headersOf(restored)).toEqual([header('')])
  expect(configOf(restored)).not.toHaveProperty('hasSecret')
})

test('a retry is signed although its block was removed since; nothing else finds that secret, and the upkeep deletes it', async () => {
  const policy = { retry: { delaysSeconds: [600] } }
  const graph = rule('owed-then-gone', { secret, policy, headers: [header('top secret')] })
  const { path, made } = await make(graph)
  await publish(path)
  expect((await sent('owed-then-gone'))['webhook-signature']).toBeDefined()
  const { sql } = app.hookline.services.database
  await eventually(async () => (await sql`SELECT FROM queue WHERE event_type = 'owed-then-gone' AND attempts = 1`).count === 1)
  const replaced = JSON.parse(JSON.stringify(rule('other', { secret })).replaceAll('"w"', '"w2"'))
  await patch(path, replaced)
  await publish(path)
  const before = receiver.received.length
  await sql`UPDATE queue SET due_at = now() WHERE event_type = 'owed-then-gone'`
  const { headers } = await eventually(() => receiver.received[before])
  expect(headers['webhook-signature']).toMatch(/^v1,/)

  expect(configOf(await app.ok('POST', `${path}/versions/1/restore`, {}))).not.toHaveProperty('hasSecret')
  const kept = () => sql<{ nodeId: string; days: number }[]>`
    SELECT node_id AS "nodeId", extract(day FROM expires_at - now())::int AS days FROM secrets
    WHERE replace(source_id::text, '-', '') = ${made.id.slice(4)} AND name = '' ORDER BY node_id`
  expect(await kept()).toEqual([
    { nodeId: 'w', days: 349 },
    { nodeId: 'w2', days: null },
  ])
  const upkeep = (days: number) => pruneExpiredSecrets(sql, app.hookline.services.clock.now() + days * 86_400_000)
  await upkeep(349)
  expect(await kept()).toHaveLength(2)
  await upkeep(351)
  expect(await kept()).toEqual([{ nodeId: 'w2', days: null }])
})

test('a secret that cannot be used is refused when it is saved, and no message repeats it', async () => {
  const refused = async (config: Parameters<typeof rule>[1]) => {
    const answer = await app.api('POST', '/v1/automations', { name: 'Refused', draft: rule('refused', config) })
    expect(answer.status).toBe(422)
    expect(answer.text).not.toContain('hunter2')
    return codesOf(answer)
  }
  expect(await refused({ secret: 'hunter2' })).toEqual([['draft.nodes.1.config.secret', 'secret.prefix']])
  expect(await refused({ secret: ['hunter2'] })).toEqual([['draft.nodes.1.config.secret', 'field.type']])
  const at = 'draft.nodes.1.config.request.headers.0'
  expect(await refused({ headers: [header('{{hunter2')] })).toEqual([[`${at}.value`, 'template.syntax']])
  expect(await refused({ headers: [header('hunter2\r\nX: y')] })).toEqual([[`${at}.value`, 'template.header-text']])
  expect(await refused({ headers: [header(`hunter2${'x'.repeat(8192)}`)] })).toEqual([[`${at}.value`, 'header.value']])
  expect(await refused({ headers: [{ name: '', secret: true, value: 'hunter2' }] })).toEqual([[`${at}.name`, 'header.name']])
  expect(await refused({ headers: [{ name: 'a\u0000b', secret: true, value: 'hunter2' }] })).toEqual([[`${at}.name`, 'header.name']])
  expect(await refused({ headers: [{ name: 'a', secret: 'yes', value: { deep: 'hunter2' } }] })).toEqual([[`${at}.value`, 'field.type']])
})

test('secrets in blocks of unknown types and broken configs are taken out too', async () => {
  const blocks = [
    { id: 'x', type: 'webhok', config: { secret, request: { headers: [header('top secret'), 'text', null] } } },
    { id: 'y', type: 'webhook', config: { request: { urls: 7, headers: [{ ...header('top secret'), secret: 'yes' }] } } },
  ]
  const { path } = await make({ nodes: blocks, edges: [] })
  const { draft } = await app.ok('GET', path)
  expect(draft.nodes).toMatchObject([
    { config: { hasSecret: true, request: { headers: [header(null), 'text', null] } } },
    { config: { request: { headers: [{ value: null, secret: 'yes' }] } } },
  ])
  expect(draft.nodes[0].config).not.toHaveProperty('secret')
})

test('a copy of another automation has none of its secrets', async () => {
  const { path } = await make(rule('original', { headers: [header('top secret')], secret }))
  const { draft } = await app.ok('GET', path)
  const { made } = await make(draft)
  expect(headersOf(made)).toEqual([header('')])
  expect(configOf(made)).not.toHaveProperty('hasSecret')
})

test('a removed automation leaves no secret behind, once it cannot be brought back any more', async () => {
  const { path, made } = await make(rule('deleted', { headers: [header('top secret')], secret }))
  await app.api('DELETE', path)
  const { sql } = app.hookline.services.database
  await purgeDeleted(sql, Date.now() + 1000)
  expect(await sql`SELECT 1 FROM secrets WHERE replace(source_id::text, '-', '') = ${made.id.slice(4)}`).toHaveLength(0)
})
