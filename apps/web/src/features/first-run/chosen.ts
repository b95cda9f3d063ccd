import type { EventType } from '@hookline/schema'
import { type PlainCondition, usualCondition } from './drafts.ts'
import type { Choices } from './progress.ts'
import { usualType } from './samples.ts'
import type { Way } from './ways.ts'

/** What the choices mean. */
export interface Chosen {
  /** None where a webhook takes every event. */
  types: EventType[]
  /** Of a journey alone. */
  condition: PlainCondition | null
}

/** The choices as they stand: what is usual where nothing was chosen by hand. */
export function chosenOf({ way, types, choices }: { way: Way; types: readonly EventType[]; choices: Choices }): Chosen {
  const chosen = typesOf({ way, types, names: choices.eventTypes })
  return { types: chosen, condition: way === 'journey' ? (choices.condition ?? usualCondition(chosen[0])) : null }
}

/** The choices with what was usual written down: what is made of them stays as it is, whatever becomes usual later. */
export function pinned({ types, condition }: Chosen): Pick<Choices, 'eventTypes' | 'condition'> {
  return { eventTypes: types.length > 0 ? types.map(({ name }) => name) : ['*'], condition }
}

function typesOf({ way, types, names }: { way: Way; types: readonly EventType[]; names: readonly string[] }): EventType[] {
  if (way === 'forward' && names.includes('*')) return []
  const found = types.filter(({ name }) => names.includes(name))
  const usual = usualType(types)
  return found.length > 0 || !usual ? found : [usual]
}
