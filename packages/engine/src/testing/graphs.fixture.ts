import fc from 'fast-check'

type Json = Record<string, unknown>

export const url = 'https://crm.example.com/hooks'
export const levelAtLeast = (value: number) => ({ combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value }] })
export const trigger = (config: Json = {}, id = 't') => ({ id, type: 'trigger', config: { eventType: 'level_completed', ...config } })
export const condition = (id = 'c', given: unknown = levelAtLeast(5)) => ({ id, type: 'condition', config: { condition: given } })
export const webhook = (id = 'w', request: Json = {}, config: Json = {}) => ({
  id,
  type: 'webhook',
  config: { request: { urls: [url], ...request }, ...config },
})
export const delay = (id = 'd', config: Json = { durationSeconds: 3600 }) => ({ id, type: 'delay', config })
export const edge = (from: string, to: string, branch?: string) => ({ from, to, ...(branch !== undefined && { branch }) })

/** A rule: level at least `level` → one WebHook. */
export const levelRule = (level: number) => ({
  nodes: [trigger(), condition('c', levelAtLeast(level)), webhook()],
  edges: [edge('t', 'c'), edge('c', 'w', 'yes')],
})

const blockOf = (types: readonly ('webhook' | 'condition' | 'delay')[]) =>
  fc.record({ type: fc.constantFrom(...types), level: fc.integer({ min: 0, max: 9 }), skip: fc.nat(3), skipNo: fc.nat(3) })

const journeyOf = (types: readonly ('webhook' | 'condition' | 'delay')[]) =>
  fc.array(blockOf(types), { maxLength: 12 }).map((blocks) => {
    const nodes = blocks.map(({ type, level }, index) => {
      if (type === 'delay') return delay(`b${index}`, { durationSeconds: (level + 1) * 60 })
      return type === 'webhook' ? webhook(`b${index}`) : condition(`b${index}`, levelAtLeast(level))
    })
    const lead = (from: string, index: number, branch?: string) => (index < blocks.length ? [edge(from, `b${index}`, branch)] : [])
    const edges = blocks.flatMap(({ type, skip, skipNo }, index) => {
      if (type !== 'condition') return lead(`b${index}`, index + 1)
      // One of the two branches leads to the very next block, so that none is out of reach.
      return [...lead(`b${index}`, index + 1, 'yes'), ...lead(`b${index}`, index + 1 + (skip + skipNo), 'no')]
    })
    return { nodes: [trigger(), ...nodes], edges: [...lead('t', 0), ...edges] }
  })

/** Graphs that compile: blocks in a row of which each leads only to later ones. */
export const soundJourney = journeyOf(['webhook', 'condition'])
/** The same, with waits. */
export const waitingJourney = journeyOf(['webhook', 'condition', 'delay'])

const id = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor')
const config = fc.oneof(
  fc.jsonValue(),
  fc.record(
    { condition: fc.jsonValue(), request: fc.jsonValue(), eventType: fc.jsonValue(), reentry: fc.jsonValue(), durationSeconds: fc.jsonValue() },
    { requiredKeys: [] },
  ),
  fc.record({ condition: fc.record({ combinator: fc.constantFrom('and', 'or'), rules: fc.array(fc.jsonValue()) }) }),
  fc.record({ request: fc.record({ urls: fc.array(fc.webUrl()) }) }),
  fc.record({ durationSeconds: fc.double() }),
  fc.record({
    until: fc.record({ time: fc.constantFrom('09:00', '24:00'), weekdays: fc.jsonValue(), timeZone: fc.constantFrom('UTC', 'Nowhere') }),
  }),
)

/** Any JSON at all, mostly such that looks like a graph. */
export const anyGraph = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<unknown> },
  {
    weight: 9,
    arbitrary: fc.record({
      nodes: fc.array(fc.record({ id, type: fc.constantFrom('trigger', 'condition', 'delay', 'webhook', 'exit', 'shell', 'constructor'), config }), {
        maxLength: 6,
      }),
      edges: fc.array(fc.record({ from: id, to: id, branch: fc.constantFrom('', 'yes', 'no', '__proto__') }), { maxLength: 8 }),
    }) as fc.Arbitrary<unknown>,
  },
)
