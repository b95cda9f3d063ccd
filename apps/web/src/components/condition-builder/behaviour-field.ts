import { type BehaviourOperator, behaviourField, behaviourOperators, type Catalog, type JsonValue } from '@hookline/schema'
import { type Field, fieldsOf } from '../fields/field.ts'

/** What the user has done, as a field that can be chosen beside those of events and users. */
export const doneField: Field = { path: behaviourField, name: 'behaviour', label: 'what the user has done', type: 'unknown' }

const words: Readonly<Record<BehaviourOperator, string>> = {
  hasDone: 'has done',
  hasNotDone: 'has not done',
  firstTime: 'does for the first time',
}

/** The words of an operator of behaviour; undefined for every other. */
export function behaviourWords(operator: string): string | undefined {
  const known = behaviourOperators.find((name) => name === operator)
  return known && words[known]
}

/** What of the value has been chosen so far; it may lack anything but a form. */
export interface BehaviourDraft {
  eventType?: string
  atLeast?: number | undefined
  within?: { amount: number; unit: string } | null
  where?: JsonValue
}

/** The value as its editor sees it; nothing of one that has another form. */
export function draftOf(value: JsonValue | undefined): BehaviourDraft {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as BehaviourDraft) : {}
}

/** The value of a draft without what was not chosen; undefined for nothing at all. */
export function behaviourOf({ eventType, atLeast, within, where }: BehaviourDraft): JsonValue | undefined {
  if (eventType === undefined || eventType === '') return undefined
  const isSpan = within !== undefined && within !== null
  return {
    eventType,
    ...(atLeast !== undefined && { atLeast }),
    ...(isSpan && { within }),
    ...(where !== undefined && where !== null && { where }),
  }
}

/** The fields of events of a type, which alone may be asked of what is counted. */
export function countedFields(catalog: Catalog, eventType: string): Field[] {
  return fieldsOf({ catalog, eventType }).filter(({ path }) => path === 'event')
}
