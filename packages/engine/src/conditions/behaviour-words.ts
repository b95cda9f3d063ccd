import {
  type BehaviourOperator,
  type BehaviourValue,
  behaviourOperators,
  behaviourValueSchema,
  type ConditionGroup,
  type Diagnostic,
  type JsonValue,
} from '@hookline/schema'
import { readCondition } from './read-condition.ts'

/** A comparison's value of behaviour in its proper form. */
export interface ReadBehaviour {
  eventType: string
  atLeast: number
  within: BehaviourValue['within']
  /** The condition on the events that are counted; null where there is none, or an empty one. */
  where: ConditionGroup | null
  /** What is wrong with the form of that condition. */
  diagnostics: Diagnostic[]
}

/** Reads the value of a comparison of behaviour, at its path; null where it has another form. */
export function readBehaviour(value: JsonValue | undefined, path = 'value'): ReadBehaviour | null {
  const parsed = behaviourValueSchema.safeParse(value)
  if (!parsed.success) return null
  const { eventType, atLeast = 1, within, where } = parsed.data
  const read = where === undefined || where === null ? null : readCondition(where, `${path}.where`)
  const group = read?.ok && read.group.rules.length > 0 ? read.group : null
  return { eventType, atLeast, within, where: group, diagnostics: read && !read.ok ? read.diagnostics : [] }
}

/** Tells whether this is a way to ask for behaviour. */
export function isBehaviourOperator(operator: string): operator is BehaviourOperator {
  return behaviourOperators.some((name) => name === operator)
}

/** A sentence on what a user has done. In: the operator, the value, and what says the sentence of a group. */
export function describeBehaviour(
  operator: string,
  value: JsonValue | undefined,
  describeGroup: (group: ConditionGroup) => string,
): string {
  const behaviour = readBehaviour(value)
  if (!behaviour || !isBehaviourOperator(operator)) return 'behaviour is not said in full'
  const { eventType, atLeast, within, where } = behaviour
  const span = within ? ` in the last ${within.amount} ${within.amount === 1 ? within.unit.slice(0, -1) : within.unit}` : ''
  const filter = where ? ` where ${bracketed(where, describeGroup(where))}` : ''
  return `${doing(operator, eventType, atLeast)}${span}${filter}`
}

function doing(operator: BehaviourOperator, eventType: string, atLeast: number): string {
  if (operator === 'firstTime') return `does ${eventType} for the first time`
  if (operator === 'hasDone') return `has done ${eventType}${atLeast === 1 ? '' : ` at least ${atLeast} times`}`
  return atLeast === 1 ? `has not done ${eventType}` : `has done ${eventType} fewer than ${atLeast} times`
}

function bracketed({ rules, not }: ConditionGroup, sentence: string): string {
  return rules.length > 1 && !not ? `(${sentence})` : sentence
}
