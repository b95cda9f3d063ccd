import { call } from './call.ts'
import { expect, type Hookline } from './hookline.ts'

export { call } from './call.ts'

/** As `call`, for one that succeeds: its answer's body. */
export async function api<Answer>(hookline: Hookline, route: string, body?: object): Promise<Answer> {
  const answer = await call(hookline, route, body)
  const text = await answer.text()
  expect([route, answer.ok, answer.ok ? '' : text]).toEqual([route, true, ''])
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

export interface RuleOptions {
  name: string
  eventType?: string
  kind?: 'rule' | 'journey'
  request: object
  policy?: object
  /** The level from which on it calls. */
  level?: number
}

/** A rule "when the event happens and its level is at least …, call": its id. */
export async function makeRule(hookline: Hookline, options: RuleOptions): Promise<string> {
  const { name, eventType = 'level_completed', kind = 'rule', request, policy = {}, level = 1 } = options
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: level }] }
  const nodes = [
    { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType } },
    { id: 'c', type: 'condition', position: { x: 320, y: 0 }, config: { condition } },
    { id: 'w', type: 'webhook', position: { x: 640, y: 0 }, config: { request, policy } },
  ]
  const edges = [
    { from: 't', to: 'c' },
    { from: 'c', to: 'w', branch: 'yes' },
  ]
  return (await api<{ id: string }>(hookline, 'POST /v1/automations', { kind, name, draft: { nodes, edges } })).id
}

export async function sendEvents(hookline: Hookline, ...events: object[]): Promise<void> {
  await api(hookline, 'POST /v1/events', { events })
}
