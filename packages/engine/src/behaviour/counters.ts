import { behaviourField, type ConditionGroup, type ConditionRule, type JsonValue } from '@hookline/schema'
import { readBehaviour } from '../conditions/behaviour-words.ts'
import { compileCondition } from '../conditions/compile-condition.ts'
import { conditionRulesOf } from '../conditions/condition-rules.ts'
import type { Definition } from '../definition.ts'
import { type EngineEvent, eventScope } from '../run/event-scope.ts'
import { counterId } from './counter-id.ts'

/** What is to be counted of each user so that a condition on behaviour can be judged. */
export interface Counter {
  /** The same text for the same event type and the same `where`, whatever definition asks. */
  readonly id: string
  readonly eventType: string
  /** Null counts all events of the type. */
  readonly where: ConditionGroup | null
}

/** The counters that the conditions of a definition need, each once, in the order of their ids. */
export function countersOf(definition: Definition): Counter[] {
  const counters = conditionRulesOf(definition).flatMap(counterOf)
  const byId = new Map(counters.map((counter) => [counter.id, counter]))
  return [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1))
}

function counterOf({ field, value }: ConditionRule): Counter[] {
  const behaviour = field === behaviourField ? readBehaviour(value) : null
  if (!behaviour) return []
  const { eventType, where } = behaviour
  return [{ id: counterId(eventType, where), eventType, where }]
}

/**
 * Finds which counters an event is counted by.
 * In: the counters, once. Out: a function from an event to their ids. A counter whose `where` does not compile counts nothing.
 */
export function countedBy(counters: readonly Counter[]): (event: EngineEvent, now: string) => string[] {
  const tests = counters.map(({ id, eventType, where }) => {
    const compiled = where === null ? null : compileCondition(where)
    return { id, eventType, test: compiled === null ? () => true : compiled.ok ? compiled.test : () => false }
  })
  return (event, now) => {
    const own = tests.filter(({ eventType }) => eventType === event.type)
    if (own.length === 0) return []
    // `where` sees fields of the event alone.
    const scope = eventScope(event, noState, { campaigns: noCampaigns, now })
    return own.flatMap(({ id, test }) => (test(scope) ? [id] : []))
  }
}

const noState: { [key: string]: JsonValue } = Object.freeze({})
const noCampaigns: ReadonlyMap<string, string> = new Map()
