import { readFileSync } from 'node:fs'
import type { JsonObject, JsonSchema } from '@hookline/schema'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { firstWorkspaceId } from '../context.ts'
import { userSchemas } from '../db/schema/index.ts'
import { useHookline } from '../testing/use.ts'

// The engine's tables once more, through the API (docs/cases/README.md).

interface Case {
  name: string
  event?: JsonObject
  state?: JsonObject
}

interface ConditionCase extends Case {
  condition?: JsonObject
  rule?: JsonObject
  result?: boolean
  text?: string
  diagnostics?: string[]
}

interface GraphCase extends Case {
  kind: 'rule' | 'journey'
  campaignId?: string
  graph: unknown
  diagnostics?: { code: string; nodeId?: string }[]
  matched?: boolean
  calls?: string[]
  trace?: { nodeId: string; outcome: string; detail?: string }[]
}

interface Catalog {
  eventTypes: Record<string, { schema: JsonObject; sample: JsonObject }>
  state: JsonSchema
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../../docs/cases/${name}.json`, import.meta.url), 'utf8'))
const conditionCases: ConditionCase[] = read('conditions')
const { catalog, cases: graphCases }: { catalog: Catalog; cases: GraphCase[] } = read('graphs')

/** The moment of the cases (docs/cases/README.md). */
const now = '2026-11-21T10:00:05Z'
const app = await useHookline({ overrides: { clock: { ...systemClock, now: () => Date.parse(now) } } })

beforeAll(async () => {
  await knowOnlyTheCatalog()
  for (const { campaignId } of graphCases) if (campaignId) await app.api('POST', '/v1/campaigns', { id: campaignId, name: campaignId })
})

/** Puts the tables' catalogue in the place of the seeded one: warnings depend on what is known. */
async function knowOnlyTheCatalog(): Promise<void> {
  const { items } = await app.ok('GET', '/v1/event-types?limit=500')
  for (const { name } of items) if (!Object.hasOwn(catalog.eventTypes, name)) await app.api('DELETE', `/v1/event-types/${name}`)
  for (const [name, { schema, sample }] of Object.entries(catalog.eventTypes)) {
    await app.ok('PATCH', `/v1/event-types/${name}`, { schema, sample })
  }
  const { db } = app.hookline.services.database
  await db.insert(userSchemas).values({ workspaceId: firstWorkspaceId, schema: catalog.state, updatedAt: new Date() })
}

const event = { id: 'evt-1', type: 'level_completed', userId: 'u-1', campaignId: null, occurredAt: '2026-11-21T10:00:00Z', data: {} }
const urls = ['https://crm.example.com/hooks']

/** The rule that asks the condition: its answer is the branch by which the event leaves. */
const asking = ({ condition, rule }: ConditionCase) => ({
  nodes: [
    { id: 't', type: 'trigger', config: { eventType: 'level_completed' } },
    { id: 'c', type: 'condition', config: { condition: condition ?? { combinator: 'and', rules: [rule] } } },
    { id: 'w', type: 'webhook', config: { request: { urls } } },
  ],
  edges: [
    { from: 't', to: 'c' },
    { from: 'c', to: 'w', branch: 'yes' },
  ],
})

async function draft(body: object): Promise<string> {
  const { id } = await app.ok('POST', '/v1/automations', { name: 'A case', ...body })
  return `/v1/automations/${id}`
}

test.each(conditionCases.filter(({ result }) => result !== undefined))('condition: $name', async (line) => {
  const path = await draft({ draft: asking(line) })
  const simulated = await app.ok('POST', `${path}/simulate`, { event: { ...event, ...line.event }, state: line.state ?? {} })
  const [, asked] = simulated.trace
  expect(asked.outcome).toBe(line.result ? 'yes' : 'no')
  expect(simulated.matched).toBe(line.result)
  if (line.text !== undefined) expect(asked.detail).toBe(line.text)
})

test.each(conditionCases.filter(({ diagnostics }) => diagnostics !== undefined))('condition: $name', async (line) => {
  const path = await draft({ draft: asking(line) })
  const { diagnostics } = await app.ok('POST', `${path}/validate`)
  const errors = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')
  expect(errors.map(({ code, nodeId }: { code: string; nodeId: string }) => [code, nodeId])).toEqual(
    line.diagnostics?.map((code) => [code, 'c']),
  )
})

test.each(graphCases)('graph: $name', async ({ kind, graph, campaignId, ...line }) => {
  const wanted = (line.diagnostics ?? []).map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`)
  const given = await app.api('POST', '/v1/automations', { name: 'A case', kind, draft: graph, ...(campaignId && { campaignId }) })
  // What is no graph at all is refused when it is saved.
  if (given.status === 422) {
    expect(wanted).toContain('graph.invalid ')
    return
  }
  expect(given.status).toBe(201)
  const path = `/v1/automations/${given.json.id}`
  const { diagnostics } = await app.ok('POST', `${path}/validate`)
  const found = diagnostics.map(({ code, nodeId }: { code: string; nodeId?: string }) => `${code} ${nodeId ?? ''}`)
  expect(found.sort()).toEqual(wanted.sort())
  if (!line.event) return
  const simulated = await app.ok('POST', `${path}/simulate`, { event: { ...event, ...line.event }, state: line.state ?? {} })
  expect(simulated.matched).toBe(line.matched)
  const calls = simulated.trace.filter(({ request }: { request?: object }) => request)
  expect(calls.map(({ nodeId }: { nodeId: string }) => nodeId)).toEqual(line.calls)
  if (line.trace) expect(simulated.trace).toMatchObject(line.trace)
})
