import {
  type BehaviourCounts,
  type BehaviourOperator,
  behaviourField,
  behaviourOperators,
  type ConditionGroup,
  type ConditionRule,
  type Diagnostic,
  isConditionGroup,
  type TemplateScope,
} from '@hookline/schema'
import { counterId } from '../behaviour/counter-id.ts'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import { isBehaviourOperator, type ReadBehaviour, readBehaviour } from './behaviour-words.ts'
import type { Knowledge } from './known-field.ts'

/** What a condition can see: what templates see and, where it is counted, what the user has done (this event included). */
export interface ConditionScope extends TemplateScope {
  behaviour?: BehaviourCounts
}

/** A comparison of behaviour that can be evaluated. */
export interface CheckedBehaviour {
  rule: ConditionRule
  operator: BehaviourOperator
  value: ReadBehaviour
  counterId: string
  withinMs: number | null
  /** The condition on the event that is counted; always true where there is none. */
  where: (scope: TemplateScope) => boolean
}

export interface BehaviourVerdict {
  checked: CheckedBehaviour | null
  diagnostics: Diagnostic[]
}

/** Compiles the condition on the events that are counted: a condition of its own, judged against their type. */
export type CompileWhere = (
  group: unknown,
  options: { path: string; knowledge?: Knowledge },
) => { ok: true; test: (scope: TemplateScope) => boolean; diagnostics: Diagnostic[] } | { ok: false; diagnostics: Diagnostic[] }

interface Place {
  path: string
  knowledge: Knowledge | null
  compileWhere: CompileWhere
}

const hourMs = 3_600_000

/** Judges a comparison of behaviour: its operator, its value, and the condition within that. */
export function checkBehaviour(rule: ConditionRule, { path, knowledge, compileWhere }: Place): BehaviourVerdict {
  const { operator } = rule
  const refuse = (...diagnostics: Diagnostic[]) => ({ checked: null, diagnostics })
  if (!isBehaviourOperator(operator)) {
    const fix = `Use one of ${behaviourOperators.join(', ')}.`
    return refuse(diagnose('condition.unknown-operator', `Behaviour is not asked by "${operator}".`, { path: `${path}.operator`, fix }))
  }
  const value = readBehaviour(rule.value, `${path}.value`)
  if (!value || (operator === 'firstTime' && value.atLeast !== 1)) {
    const fix = 'Choose an event type, an amount of at least 1, and hours or days of at most a year.'
    const message = 'It is not said in full what the user is to have done.'
    return refuse(
      diagnose(rule.value === undefined || rule.value === null ? 'condition.missing-value' : 'condition.value-shape', message, {
        path: `${path}.value`,
        fix,
      }),
    )
  }
  const around = knowledge && { knowledge: { catalog: knowledge.catalog, eventTypes: [value.eventType] } }
  const where = readWhere(value, { path: `${path}.value.where`, ...around }, compileWhere)
  if (hasErrors(where.diagnostics)) return refuse(...where.diagnostics)
  const span = value.within
  const checked = {
    ...{ rule, operator, value, where: where.test, counterId: counterId(value.eventType, value.where) },
    withinMs: span ? span.amount * (span.unit === 'hours' ? hourMs : 24 * hourMs) : null,
  }
  return { checked, diagnostics: [...(knowledge ? unknownType(value.eventType, path, knowledge) : []), ...where.diagnostics] }
}

function readWhere(
  { where, diagnostics }: ReadBehaviour,
  options: { path: string; knowledge?: Knowledge },
  compileWhere: CompileWhere,
): { test: (scope: TemplateScope) => boolean; diagnostics: Diagnostic[] } {
  const always = () => true
  if (where === null) return { test: always, diagnostics }
  const foreign = foreignFields(where)
  if (foreign.length > 0) {
    const message = `Only fields of the event itself can be asked here, not ${foreign.join(', ')}.`
    const place = { path: options.path, fix: 'Ask for the others beside it, in the condition itself.' }
    return { test: always, diagnostics: [diagnose('condition.behaviour-where', message, place)] }
  }
  const compiled = compileWhere(where, options)
  return { test: compiled.ok ? compiled.test : always, diagnostics: compiled.diagnostics }
}

/** The fields in it that are not the event's: what is counted is told from the event alone. */
function foreignFields(group: ConditionGroup): string[] {
  const isOwn = (field: string) => /^(event\.|event\[|\s*$)/.test(field)
  return group.rules.flatMap((rule) => {
    if (isConditionGroup(rule)) return foreignFields(rule)
    const fields = [rule.field, ...(rule.valueSource === 'field' && typeof rule.value === 'string' ? [rule.value] : [])]
    return fields.filter((field) => field === behaviourField || !isOwn(field))
  })
}

function unknownType(eventType: string, path: string, { catalog }: Knowledge): Diagnostic[] {
  const names = Object.keys(catalog.eventTypes)
  if (names.length === 0 || names.includes(eventType)) return []
  const nearest = nearestName(eventType, names)
  const fix = nearest === null ? 'Send one such event, or declare the type in the event reference.' : `Did you mean "${nearest}"?`
  return [diagnose('condition.unknown-event-type', `No event of type "${eventType}" was ever seen.`, { path: `${path}.value`, fix })]
}

/**
 * Tells whether a user behaved so. Where nothing is counted it is false, `hasNotDone` too; `firstTime` is true for the
 * one event that is counted first, and for no other.
 */
export function testBehaviour(checked: CheckedBehaviour, scope: ConditionScope): boolean {
  const { operator, value, counterId: id, withinMs, where } = checked
  if (!scope.behaviour) return false
  const count = scope.behaviour(id, withinMs)
  switch (operator) {
    case 'hasDone':
      return count >= value.atLeast
    case 'hasNotDone':
      return count < value.atLeast
    case 'firstTime':
      return count === 1 && scope.trigger.type === value.eventType && where(scope)
  }
}
