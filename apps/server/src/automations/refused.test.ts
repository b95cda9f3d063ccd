import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ruleOf } from '../testing/graphs.ts'
import { useHookline } from '../testing/use.ts'

const vectors: { class: string; value: string }[] = JSON.parse(
  readFileSync(new URL('../../../../vectors/refused-inputs.json', import.meta.url), 'utf8'),
)

const app = await useHookline()

const webhook = (id: string, urls: string[]) => ({ id, type: 'webhook', config: { request: { urls } } })
const trigger = { id: 't', type: 'trigger', config: { eventType: 'level_up' } }
const crm = ['https://crm.example.com/hook']
const raw = (draft: string) => `{"name":"Refused","draft":${draft}}`
const nested = `${'{"combinator":"and","rules":['.repeat(10_000)}${']}'.repeat(10_000)}`

/** What each vector says, as the text of a request: some of it no client could write with JSON.stringify. */
const drafts: Record<string, () => string> = {
  'webhook to its own ingest URL (self loop)': () => JSON.stringify(ruleOf('level_up', { request: { urls: [`${app.url}/v1/events`] } })),
  'depth of 10,000 nested condition groups': () => `{"nodes":[{"id":"c","type":"condition","config":{"condition":${nested}}}],"edges":[]}`,
  'no trigger': () => JSON.stringify({ nodes: [webhook('w', crm)], edges: [] }),
  'cycle a->b->a without a wait node': () =>
    JSON.stringify({
      nodes: [trigger, webhook('a', crm), webhook('b', crm)],
      edges: [
        { from: 't', to: 'a' },
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    }),
  '{"__proto__":{"x":1}}': () => '{"nodes":[{"id":"w","type":"webhook","config":{"__proto__":{"x":1}}}],"edges":[]}',
  'unknown node type "shell"': () =>
    JSON.stringify({ nodes: [trigger, webhook('w', crm), { id: 's', type: 'shell' }], edges: [{ from: 't', to: 'w' }] }),
  'webhook node without URL': () => JSON.stringify(ruleOf('level_up', { request: { urls: [] } })),
}

/** Where each is refused: when it is saved, or at its block when it is published. */
const refusals: Record<string, ['save' | 'publish', code: string, path: string]> = {
  'webhook to its own ingest URL (self loop)': ['publish', 'url.own-address', 'nodes.w.request.urls.0'],
  'depth of 10,000 nested condition groups': ['save', 'json.too-deep', ''],
  'no trigger': ['publish', 'graph.no-trigger', ''],
  'cycle a->b->a without a wait node': ['publish', 'graph.cycle', 'nodes.b'],
  '{"__proto__":{"x":1}}': ['save', 'key.forbidden', 'draft.nodes.0.config.__proto__'],
  'unknown node type "shell"': ['publish', 'graph.unknown-block-type', 'nodes.s'],
  'webhook node without URL': ['publish', 'webhook.no-url', 'nodes.w.request.urls'],
  '{"nodes":[{"id":"a","type":"trigger"}],"edges":[{"from":"a","to":"zzz"}]}': ['publish', 'graph.edge-to-nowhere', 'nodes.a.edges.0'],
}

describe('rules that can never run', () => {
  test.each(vectors.filter((vector) => vector.class === 'rule-json').map(({ value }) => value))('%s', async (value) => {
    const [when, code, path] = refusals[value] ?? []
    const saved = await app.api('POST', '/v1/automations', undefined, {
      raw: raw(drafts[value]?.() ?? value),
      headers: { 'content-type': 'application/json' },
    })
    expect(saved.status).toBe(when === 'save' ? 422 : 201)
    const answer = when === 'save' ? saved : await app.api('POST', `/v1/automations/${saved.json.id}/publish`, {})
    expect(answer.status).toBe(422)
    const found = answer.json.errors.find((error: { code: string }) => error.code === code)
    expect(found.message).toMatch(/\S/)
    if (path !== '') expect(found.path).toBe(path)
  })

  test('each is refused by one code alone, but where it lacks more than one thing', async () => {
    for (const [value, [when, code]] of Object.entries(refusals)) {
      const draft = drafts[value]
      if (when === 'save' || !draft) continue
      const { id } = await app.ok('POST', '/v1/automations', JSON.parse(raw(draft())))
      const answer = await app.api('POST', `/v1/automations/${id}/publish`, {})
      expect(answer.json.errors.map((error: { code: string }) => error.code)).toEqual([code])
    }
  })

  test('nothing of a prototype was reached', () => {
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })
})

test('a draft beyond 8 MiB is refused as too large', async () => {
  const draft = ruleOf('level_up', { request: { urls: crm, body: 'x'.repeat(8 * 1024 * 1024) } })
  expect((await app.api('POST', '/v1/automations', { name: 'Large', draft })).status).toBe(413)
})

test('texts that the database cannot hold are refused, or kept as they came', async () => {
  const url = (text: string) => ruleOf('level_up', { request: { urls: [`https://crm.example.com/${text}`] } })
  const odd = ['{{default event.x "\u0000"}}', '{{default event.x "\ud800"}}', '\u0000', '\ud800']
  for (const text of odd) {
    const { id, draft } = await app.ok('POST', '/v1/automations', { name: 'Odd', draft: url(text) })
    expect(draft.nodes[1].config.request.urls[0]).toBe(`https://crm.example.com/${text}`)
    expect((await app.api('POST', `/v1/automations/${id}/publish`, {})).status).toBe(422)
  }
})
