import type { EventType, Graph, JsonObject } from '@hookline/schema'
import type { Plain } from '../../components/values-field/plain.ts'
import { fieldsOfSample, plainFields, sampleOf } from './samples.ts'

export type PlainOperator = '>=' | '<=' | '=' | 'contains'

/** One comparison, as a sentence says it. */
export interface PlainCondition {
  field: string
  operator: PlainOperator
  value: Plain
}

export const operatorWords: Record<PlainOperator, string> = {
  '>=': 'is at least',
  '<=': 'is at most',
  '=': 'is',
  contains: 'contains',
}

/** The comparisons that fit a value. */
export function operatorsFor(value: Plain): PlainOperator[] {
  if (typeof value === 'number') return ['>=', '<=', '=']
  return typeof value === 'string' ? ['=', 'contains'] : ['=']
}

/** A condition that the type's sample meets: on its first number, else on its first plain field. */
export function usualCondition(type: EventType | undefined): PlainCondition | null {
  const fields = plainFields(sampleOf(type))
  const field = fields.find(({ value }) => typeof value === 'number') ?? fields[0]
  if (!field) return null
  return { field: field.path, operator: typeof field.value === 'number' ? '>=' : '=', value: field.value }
}

/** What is sent: a name and the mustache that fills it, one a row. */
export function bodyRows(type: EventType | undefined): { name: string; path: string }[] {
  const fields = fieldsOfSample(sampleOf(type))
  const head = [
    { name: 'type', path: 'trigger.type' },
    { name: 'userId', path: 'user.id' },
  ]
  return [...head, ...fields.filter(({ name }) => head.every((row) => row.name !== name)).map(({ name, path }) => ({ name, path }))]
}

/** The same as a template. */
export function bodyTemplate(type: EventType | undefined): string {
  const rows = bodyRows(type).map(({ name, path }) => `  ${JSON.stringify(name)}: {{${path}}}`)
  return `{\n${rows.join(',\n')}\n}`
}

interface GraphInput {
  type: EventType
  url: string
}

/** When the event happens, call the address. */
export function ruleGraph({ type, url }: GraphInput): Graph {
  return {
    nodes: [triggerNode(type), webhookNode({ type, url }, 320)],
    edges: [{ from: 'trigger', to: 'webhook' }],
  }
}

/** When the event happens, ask; where the answer is yes, call the address. */
export function journeyGraph({ type, url, condition }: GraphInput & { condition: PlainCondition }): Graph {
  const asked = { condition: { combinator: 'and', rules: [{ ...condition }] } } satisfies JsonObject
  return {
    nodes: [
      triggerNode(type),
      { id: 'condition', type: 'condition', position: { x: 320, y: 0 }, config: asked },
      webhookNode({ type, url }, 640),
    ],
    edges: [
      { from: 'trigger', to: 'condition' },
      { from: 'condition', to: 'webhook', branch: 'yes' },
    ],
  }
}

function triggerNode(type: EventType) {
  return { id: 'trigger', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: type.name } }
}

function webhookNode({ type, url }: GraphInput, x: number) {
  const request = { method: 'POST', urls: [url], contentType: 'application/json', headers: [], body: bodyTemplate(type) }
  return { id: 'webhook', type: 'webhook', position: { x, y: 0 }, config: { request } }
}

/** "Level completed → echo", "3 event types → crm.example.com". */
export function nameFor({ types, target }: { types: readonly EventType[]; target: string }): string {
  const [first] = types
  const what = types.length === 1 && first ? first.title || first.name : types.length === 0 ? 'All events' : `${types.length} event types`
  return `${what} → ${target}`.slice(0, 200)
}

/** The host of a URL, for names; the text itself where it is none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
