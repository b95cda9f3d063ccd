import { readFileSync } from 'node:fs'
import type { Catalog, ConditionGroup, ConditionRule, Diagnostic, JsonObject, RequestTemplate, TemplateScope } from '@hookline/schema'
import type { EngineEvent } from '../run/event-scope.ts'
import { eventScope } from '../run/event-scope.ts'
import type { LiveSource } from '../run/match-index.ts'

/** A line of docs/cases/conditions.json (docs/cases/README.md). */
export interface ConditionCase {
  name: string
  condition?: ConditionGroup
  rule?: ConditionRule
  event?: Partial<EngineEvent>
  state?: JsonObject
  result?: boolean
  text?: string
  diagnostics?: string[]
}

/** A line of docs/cases/graphs.json. */
export interface GraphCase {
  name: string
  kind: 'rule' | 'journey'
  campaignId?: string
  graph: unknown
  diagnostics?: { code: string; nodeId?: string }[]
  event?: Partial<EngineEvent>
  state?: JsonObject
  matched?: boolean
  calls?: string[]
  callsAtOnce?: string[]
  trace?: { nodeId: string; outcome: string; detail?: string }[]
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8'))
}

export const conditionCases = readJson('docs/cases/conditions.json') as ConditionCase[]
const graphTable = readJson('docs/cases/graphs.json') as { catalog: Catalog; cases: GraphCase[] }
export const graphCases = graphTable.cases
export const catalog = graphTable.catalog
export const refusedRules = (readJson('vectors/refused-inputs.json') as { class: string; value: string }[])
  .filter((vector) => vector.class === 'rule-json')
  .map(({ value }) => value)

export const now = '2026-11-21T10:00:05Z'

export function anEvent(given: Partial<EngineEvent> = {}): EngineEvent {
  return { id: 'evt-1', type: 'level_completed', userId: 'u-1', campaignId: null, occurredAt: '2026-11-21T10:00:00Z', data: {}, ...given }
}

export function scopeOf(given: Partial<EngineEvent> = {}, state: JsonObject = {}): TemplateScope {
  return eventScope(anEvent(given), state, { campaigns: new Map(), now })
}

/** Stands in for the real judge of requests: a URL has to be HTTP, and must not be Hookline's own. */
export function checkRequest({ urls }: RequestTemplate): Diagnostic[] {
  return urls.flatMap((url, index): Diagnostic[] => {
    const path = `urls.${index}`
    if (!/^https?:\/\//.test(url)) return [{ severity: 'error', code: 'url.scheme', message: 'not HTTP', path }]
    return url.includes('/v1/events') ? [{ severity: 'error', code: 'url.own-address', message: 'calls itself', path }] : []
  })
}

export function aSource(definition: LiveSource['definition'], given: Partial<LiveSource> = {}): LiveSource {
  return { kind: 'automation', id: 'aut-1', version: 1, name: 'An automation', campaignId: null, definition, ...given }
}

export function groupOf({ condition, rule }: ConditionCase): ConditionGroup {
  return condition ?? { combinator: 'and', rules: rule ? [rule] : [] }
}
