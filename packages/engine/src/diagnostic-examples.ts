import type { CodeExample, JsonValue } from '@hookline/schema'
import type { DiagnosticCode } from './diagnostic-codes.ts'

type Config = Record<string, JsonValue>

const trigger = (config: Config = {}, id = 't') => ({ id, type: 'trigger', config: { eventType: 'level_completed', ...config } })
const webhook = (id = 'w', config: Config = {}) => ({
  id,
  type: 'webhook',
  config: { request: { urls: ['https://crm.example.com/hooks'] }, ...config },
})
const condition = (given: JsonValue, id = 'c') => ({ id, type: 'condition', config: { condition: given } })
const levelAtLeast: JsonValue = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
const edge = (from: string, to: string, branch?: string) => ({ from, to, ...(branch !== undefined && { branch }) })

const delay = (config: Config, id = 'd') => ({ id, type: 'delay', config })
const waiting = (config: Config) => ({ nodes: [trigger(), delay(config), webhook()], edges: [edge('t', 'd'), edge('d', 'w')] })
const nine: Config = { time: '09:00', weekdays: ['mon'], timeZone: 'Europe/Berlin' }

const sound = { nodes: [trigger(), webhook()], edges: [edge('t', 'w')] }
const branched = {
  nodes: [trigger(), condition(levelAtLeast), webhook()],
  edges: [edge('t', 'c'), edge('c', 'w', 'yes')],
}
const withCondition = (given: JsonValue) => ({ ...branched, nodes: [trigger(), condition(given), webhook()] })

const rule = (graph: unknown, shown: string): CodeExample => ({ kind: 'rule', graph, shown })
const journey = (graph: unknown, shown: string): CodeExample => ({ kind: 'journey', graph, shown })
const asked = (one: JsonValue): CodeExample => rule(withCondition({ combinator: 'and', rules: [one] }), JSON.stringify(one))

const atLeast = (value: number): JsonValue => ({ field: 'event.level', operator: '>=', value })
const askedAll = (...rules: JsonValue[]): CodeExample => rule(withCondition({ combinator: 'and', rules }), JSON.stringify({ and: rules }))
const askedAny = (...rules: JsonValue[]): CodeExample => rule(withCondition({ combinator: 'or', rules }), JSON.stringify({ or: rules }))
const done = (value: Config): JsonValue => ({
  field: 'behaviour',
  operator: 'hasDone',
  value: { eventType: 'level_completed', atLeast: 3, ...value },
})

const soundRule = rule(sound, 'trigger → WebHook')
const soundJourney = journey(sound, 'trigger → WebHook')
const level = asked({ field: 'event.level', operator: '>=', value: 5 })

const deep = (depth: number): JsonValue => {
  const inner: JsonValue = {
    combinator: 'and',
    rules: depth === 0 ? [{ field: 'event.level', operator: '=', value: 1 }] : [deep(depth - 1)],
  }
  return inner
}

/** One well and one badly drawn automation for the codes of `diagnosticCodes`. */
export const diagnosticExamples: Readonly<Partial<Record<DiagnosticCode, { good: CodeExample; bad: CodeExample }>>> = {
  'graph.invalid': { good: soundRule, bad: rule({ nodes: 'none' }, 'nodes that are no list') },
  'graph.no-trigger': { good: soundRule, bad: rule({ nodes: [webhook()], edges: [] }, 'a WebHook alone') },
  'graph.many-triggers': {
    good: soundRule,
    bad: rule({ nodes: [trigger(), trigger({}, 't2'), webhook()], edges: [edge('t', 'w'), edge('t2', 'w')] }, 'two triggers → WebHook'),
  },
  'graph.duplicate-id': {
    good: soundJourney,
    bad: journey({ nodes: [trigger(), webhook(), webhook()], edges: [edge('t', 'w')] }, 'two blocks with the id "w"'),
  },
  'graph.unknown-block-type': {
    good: soundJourney,
    bad: journey({ nodes: [trigger(), { id: 'w', type: 'shell', config: {} }], edges: [edge('t', 'w')] }, 'a block of the type "shell"'),
  },
  'graph.edge-from-nowhere': {
    good: soundJourney,
    bad: journey({ ...sound, edges: [...sound.edges, edge('x', 'w')] }, 'a way from a block "x" that is not there'),
  },
  'graph.edge-to-nowhere': {
    good: soundJourney,
    bad: journey({ ...sound, edges: [...sound.edges, edge('w', 'x')] }, 'a way to a block "x" that is not there'),
  },
  'graph.into-trigger': { good: soundJourney, bad: journey({ ...sound, edges: [...sound.edges, edge('w', 't')] }, 'WebHook → trigger') },
  'graph.unknown-branch': {
    good: rule(branched, 'condition, by yes → WebHook'),
    bad: rule({ ...branched, edges: [edge('t', 'c'), edge('c', 'w', 'maybe')] }, 'condition, by maybe → WebHook'),
  },
  'graph.many-ways': {
    good: soundJourney,
    bad: journey(
      { nodes: [trigger(), webhook(), webhook('w2')], edges: [edge('t', 'w'), edge('t', 'w2')] },
      'trigger → two WebHooks at once',
    ),
  },
  'graph.duplicate-edge': { good: soundRule, bad: rule({ ...sound, edges: [edge('t', 'w'), edge('t', 'w')] }, 'the same way drawn twice') },
  'graph.cycle': {
    good: soundJourney,
    bad: journey(
      { nodes: [trigger(), webhook(), webhook('w2')], edges: [edge('t', 'w'), edge('w', 'w2'), edge('w2', 'w')] },
      'WebHook → WebHook → the first again',
    ),
  },
  'graph.unreachable': { good: soundRule, bad: rule({ ...sound, edges: [] }, 'a trigger and a WebHook without a way') },
  'graph.unreachable-block': {
    good: soundJourney,
    bad: journey({ ...sound, nodes: [...sound.nodes, condition(levelAtLeast)] }, 'a condition to which no way leads'),
  },
  'graph.not-a-rule': {
    good: rule(branched, 'trigger → condition → WebHook'),
    bad: rule(
      { nodes: [trigger(), webhook(), webhook('w2')], edges: [edge('t', 'w'), edge('w', 'w2')] },
      'a rule in which one WebHook follows another',
    ),
  },
  'graph.no-webhook': { good: soundRule, bad: rule({ nodes: [trigger()], edges: [] }, 'a trigger alone') },
  'graph.dead-end': {
    good: rule(branched, 'condition, by yes → WebHook'),
    bad: journey({ nodes: [trigger(), condition(levelAtLeast)], edges: [edge('t', 'c')] }, 'a condition with nothing behind it'),
  },
  'block.invalid-config': {
    good: soundRule,
    bad: rule({ ...sound, nodes: [trigger(), webhook('w', { policy: { timeoutMs: -1 } })] }, 'a time-out of −1 ms'),
  },
  'trigger.no-event-type': {
    good: soundRule,
    bad: rule({ ...sound, nodes: [trigger({ eventType: '' }), webhook()] }, 'a trigger without an event'),
  },
  'trigger.unknown-event-type': {
    good: soundRule,
    bad: rule(
      { ...sound, nodes: [trigger({ eventType: 'level_complete' }), webhook()] },
      '"level_complete", where "level_completed" is known',
    ),
  },
  'trigger.reentry': {
    good: soundRule,
    bad: rule({ ...sound, nodes: [trigger({ reentry: 'sometimes' }), webhook()] }, 're-entry "sometimes"'),
  },
  'delay.no-time': {
    good: journey(waiting({ durationSeconds: 3600 }), 'wait 1 hour → WebHook'),
    bad: journey(waiting({}), 'a wait without a time'),
  },
  'delay.duration': {
    good: journey(waiting({ durationSeconds: 3600 }), 'wait 1 hour → WebHook'),
    bad: journey(waiting({ durationSeconds: 0 }), 'a wait of 0 seconds'),
  },
  'delay.time-zone': {
    good: journey(waiting({ until: nine }), 'wait until Monday 09:00, Europe/Berlin → WebHook'),
    bad: journey(waiting({ until: { ...nine, timeZone: 'Europe/Nowhere' } }), 'wait until Monday 09:00, Europe/Nowhere → WebHook'),
  },
  'delay.nothing-after': {
    good: journey(waiting({ durationSeconds: 3600 }), 'wait 1 hour → WebHook'),
    bad: journey(
      { nodes: [trigger(), webhook(), delay({ durationSeconds: 3600 })], edges: [edge('t', 'w'), edge('w', 'd')] },
      'WebHook → wait 1 hour',
    ),
  },
  'webhook.no-url': {
    good: soundRule,
    bad: rule({ ...sound, nodes: [trigger(), webhook('w', { request: { urls: [] } })] }, 'a WebHook without a URL'),
  },
  'condition.invalid': { good: level, bad: rule(withCondition({ combinator: 'xor', rules: [] }), 'a group joined by "xor"') },
  'condition.too-deep': { good: level, bad: rule(withCondition(deep(60)), '60 groups, each in the other') },
  'condition.too-many-rules': {
    good: level,
    bad: rule(
      withCondition({ combinator: 'and', rules: Array.from({ length: 3000 }, () => ({ field: 'event.level', operator: '=', value: 1 })) }),
      '3,000 comparisons',
    ),
  },
  'condition.empty': { good: level, bad: rule(withCondition({ combinator: 'and', rules: [] }), 'a group without a comparison') },
  'condition.unknown-operator': { good: level, bad: asked({ field: 'event.level', operator: 'matches', value: 5 }) },
  'condition.no-field': { good: level, bad: asked({ field: '', operator: '=', value: 5 }) },
  'condition.path-syntax': { good: level, bad: asked({ field: 'event..level', operator: '=', value: 5 }) },
  'condition.path-root': { good: level, bad: asked({ field: 'evnt.level', operator: '=', value: 5 }) },
  'condition.path-forbidden': { good: level, bad: asked({ field: 'event.__proto__', operator: '=', value: 5 }) },
  'condition.missing-value': { good: level, bad: asked({ field: 'event.level', operator: '=' }) },
  'condition.value-shape': { good: level, bad: asked({ field: 'event.level', operator: 'between', value: 5 }) },
  'condition.behaviour-where': {
    good: asked(done({})),
    bad: asked(done({ where: { combinator: 'and', rules: [{ field: 'state.vip', operator: '=', value: true }] } })),
  },
  'condition.unknown-event-type': { good: asked(done({})), bad: asked(done({ eventType: 'level_complete' })) },
  'condition.ignore-case': { good: level, bad: asked({ field: 'event.level', operator: '>=', value: 5, ignoreCase: true }) },
  'condition.range-reversed': { good: level, bad: asked({ field: 'event.level', operator: 'between', value: [9, 1] }) },
  'condition.unknown-field': { good: level, bad: asked({ field: 'event.levle', operator: '=', value: 5 }) },
  'condition.value-type': { good: level, bad: asked({ field: 'event.level', operator: '=', value: '5' }) },
  'condition.not-in-enum': {
    good: asked({ field: 'event.tier', operator: '=', value: 'gold' }),
    bad: asked({ field: 'event.tier', operator: '=', value: 'golden' }),
  },
  'condition.never-true': { good: level, bad: askedAll(atLeast(5), { field: 'event.level', operator: '<', value: 3 }) },
  'condition.always-true': {
    good: level,
    bad: askedAny(atLeast(5), { field: 'event.level', operator: '<', value: 9 }),
  },
}
