import type { EventRecord, Webhook } from '@hookline/schema'
import { expect, test } from 'vitest'
import { decisionOf } from './decide-automation.ts'
import { decideWebhook } from './decide-webhook.ts'
import { reasonsOf } from './decision.ts'

const event: EventRecord = {
  ...{ id: 'evt-1', type: 'level_completed', userId: 'u-1', campaignId: null, occurredAt: '2026-11-21T10:00:00Z' },
  ...{ receivedAt: '2026-11-21T10:00:00Z', data: { level: 3 }, state: null },
}

const webhook = (more: Partial<Webhook>): Webhook => ({
  ...{ id: 'whk_1', hookId: null, name: 'w', description: '', status: 'active', eventTypes: ['*'], campaignId: null, condition: null },
  request: { method: 'POST', urls: [], contentType: 'application/json', headers: [], body: null },
  policy: { timeoutMs: 15_000, success: '2xx', retry: { preset: 'none' }, ratePerSecond: null },
  ...{ hasSecret: false, createdAt: '2026-11-21T10:00:00Z', updatedAt: '2026-11-21T10:00:00Z' },
  ...more,
})

const refusals = (more: Partial<Webhook>) => {
  const decision = decideWebhook(webhook(more), event, { state: {}, group: 'user_activity' })
  return decision.matched ? [] : reasonsOf(decision).map(({ detail }) => detail)
}

test('a webhook that takes every event acts on it', () => {
  expect(refusals({})).toEqual([])
  expect(refusals({ eventTypes: ['user_activity/*'] })).toEqual([])
})

test('a webhook says why it does not act', () => {
  expect(refusals({ status: 'inactive' })).toEqual(['it is inactive, so it sends nothing'])
  expect(refusals({ eventTypes: ['level_up'] })).toEqual(['it does not take level_completed'])
  expect(refusals({ campaignId: 'summer' })).toEqual(['it keeps to campaign summer, the event is of none'])
  const condition = { combinator: 'and' as const, rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  expect(refusals({ condition })).toEqual(['level ≥ 5 is false: level is 3'])
})

test('a simulation is told by the names of its blocks, and only what was reached', () => {
  const graph = {
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: {} },
      { id: 'c', type: 'condition', name: 'Far enough?', position: { x: 0, y: 0 }, config: {} },
    ],
    edges: [],
  }
  const at = '2026-11-21T10:00:00Z'
  const trace = [
    { nodeId: 't', at, outcome: 'started', detail: 'this is level_completed' },
    { nodeId: 'c', at, outcome: 'no', detail: 'level is 3' },
    { nodeId: 'w', at: null, outcome: 'not-reached', detail: '' },
  ]
  const decision = decisionOf({ matched: false, trace, diagnostics: [] }, graph)
  expect(decision.steps.map(({ name, passed }) => [name, passed])).toEqual([
    ['When', true],
    ['Far enough?', false],
  ])
  expect(reasonsOf(decision).map(({ detail }) => detail)).toEqual(['level is 3'])
})
