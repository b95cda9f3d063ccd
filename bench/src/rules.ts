// npm run bench -- --rules: matching events against many rules, in this process and on one core; nothing is sent or stored.
import { ZenEngine } from '@gorules/zen-engine'
import { buildIndex, type Definition, decide, type EngineEvent, type LiveSource } from '@hookline/engine'
import { deliveryPolicySchema, requestTemplateSchema } from '@hookline/schema'
import { Engine } from 'json-rules-engine'

const fields = ['level', 'xp', 'total_xp', 'ref_xp', 'ugc_xp', 'rank', 'team_rank', 'coins', 'streak', 'stars', 'minutes', 'purchases']
/** Thresholds of each field; events stay near their lowest end, so that each matches about one rule however many there are. */
const highest = 1_000_000
const batchEvents = 1000
const now = '2026-11-21T10:00:00Z'

export interface RulesFigure {
  engine: string
  rules: number
  eventsPerSecond: number
  /** Rules that an event matched, on average. */
  matchesPerEvent: number
}

/** One rule: its field is at least its threshold, of which no two are the same. */
interface Threshold {
  field: string
  value: number
}

/** Measures Hookline with each number of rules, then the others with numbers that they get through. */
export async function measureRules(ms: number): Promise<RulesFigure[]> {
  const figures: RulesFigure[] = []
  for (const count of [100, 1000, 10_000]) figures.push(measureHookline(count, ms))
  for (const count of [100, 1000, 10_000]) figures.push(await measureZen(count, ms))
  for (const count of [100, 1000, 10_000]) figures.push(await measureJsonRules(count, ms))
  return figures
}

function thresholds(count: number): Threshold[] {
  const steps = Math.ceil(count / fields.length)
  return Array.from({ length: count }, (_, place) => ({
    field: fields[place % fields.length] ?? '',
    value: ((Math.floor(place / fields.length) + 1) / steps) * highest + place,
  }))
}

/** Each field's value reaches the first threshold of its field in one event of a dozen. */
function eventsFor(count: number): EngineEvent[] {
  const first = highest / Math.ceil(count / fields.length)
  return Array.from({ length: batchEvents }, (_, place) => ({
    ...{ id: `evt-${place}`, type: 'level_completed', userId: `u-${place % 100}`, campaignId: null, occurredAt: now },
    data: Object.fromEntries(fields.map((field, at) => [field, at === place % fields.length ? first * 1.5 : first * 0.5])),
  }))
}

function measureHookline(count: number, ms: number): RulesFigure {
  const index = buildIndex(thresholds(count).map(sourceOf), () => null)
  const batch = { events: eventsFor(count), states: new Map(), campaigns: new Map(), now }
  const matched = () => decide(index, batch).outcomes.reduce((sum, { matches }) => sum + matches.length, 0)
  const warmUntil = performance.now() + ms / 2
  while (performance.now() < warmUntil) matched()
  const startedAt = performance.now()
  let [events, matches] = [0, 0]
  while (performance.now() - startedAt < ms) {
    matches += matched()
    events += batchEvents
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { engine: 'Hookline', rules: count, eventsPerSecond: events / seconds, matchesPerEvent: matches / events }
}

const request = requestTemplateSchema.parse({ urls: ['https://crm.example.com/hooks'] })
const policy = deliveryPolicySchema.parse({})

function sourceOf({ field, value }: Threshold, place: number): LiveSource {
  const condition = { combinator: 'and' as const, rules: [{ field: `event.${field}`, operator: '>=', value }] }
  const definition: Definition = {
    kind: 'rule',
    trigger: { nodeId: 't', eventTypes: ['level_completed'], reentry: 'every', next: ['c'] },
    blocks: [
      { id: 'c', type: 'condition', condition, next: { yes: ['w'] } },
      { id: 'w', type: 'webhook', request, policy, next: {} },
    ],
  }
  return { kind: 'automation', id: `aut-${place}`, version: 1, name: `Rule ${place}`, campaignId: null, definition }
}

/** A decision table whose rows are the rules, all that match collected. */
async function measureZen(count: number, ms: number): Promise<RulesFigure> {
  const inputs = fields.map((field) => ({ id: field, name: field, field }))
  const rules = thresholds(count).map(({ field, value }, place) => ({
    ...{ _id: `r-${place}`, out: `"r-${place}"` },
    ...Object.fromEntries(fields.map((name) => [name, name === field ? `>= ${value}` : ''])),
  }))
  const content = { hitPolicy: 'collect', inputs, outputs: [{ id: 'out', name: 'rule', field: 'rule' }], rules }
  const nodes = [
    { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
    { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 200, y: 0 }, content },
    { id: 'end', name: 'end', type: 'outputNode', position: { x: 400, y: 0 } },
  ]
  const edges = [
    { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
    { id: 'b', sourceId: 'table', targetId: 'end', type: 'edge' },
  ]
  const engine = new ZenEngine()
  const decision = engine.createDecision(Buffer.from(JSON.stringify({ nodes, edges })))
  return measureOther('zen-engine', { count, ms }, async (data) => {
    const { result } = await decision.evaluate(data)
    return Array.isArray(result) ? result.length : 0
  })
}

async function measureJsonRules(count: number, ms: number): Promise<RulesFigure> {
  const engine = new Engine()
  for (const [place, { field, value }] of thresholds(count).entries()) {
    engine.addRule({ conditions: { all: [{ fact: field, operator: 'greaterThanInclusive', value }] }, event: { type: `r-${place}` } })
  }
  return measureOther('json-rules-engine', { count, ms }, async (data) => (await engine.run(data)).events.length)
}

async function measureOther(
  engine: string,
  { count, ms }: { count: number; ms: number },
  match: (data: Record<string, unknown>) => Promise<number>,
): Promise<RulesFigure> {
  const events = eventsFor(count)
  await match(events[0]?.data ?? {})
  const startedAt = performance.now()
  let [done, matches] = [0, 0]
  while (performance.now() - startedAt < ms) {
    matches += await match(events[done % batchEvents]?.data ?? {})
    done++
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { engine, rules: count, eventsPerSecond: done / seconds, matchesPerEvent: matches / done }
}
