import type { Catalog, ConditionGroup, Diagnostic } from '@hookline/schema'
import { createContext, type ReactNode, type RefObject, useContext } from 'react'
import type { Field } from '../fields/field.ts'

/** What every part of the builder needs, beside what react-querybuilder hands down. */
export interface BuilderContext {
  fields: readonly Field[]
  byPath: ReadonlyMap<string, Field>
  /** By place (place-diagnostics.ts). */
  diagnostics: ReadonlyMap<string, readonly Diagnostic[]>
  idPrefix: string
  /** Set by what adds a comparison, so that the new one takes the focus. */
  isAdding: RefObject<boolean>
  /** So many rules that only those near what one sees are drawn with their controls. */
  isLarge: boolean
  /** There is room for another comparison. */
  hasRoom: boolean
  /** What there is to count of a user; null where behaviour cannot be asked. */
  catalog: Catalog | null
  /** The comparison in which this builder stands, as "condition 2"; empty for one that stands alone. */
  within: string
  /** A builder within a comparison. */
  renderBuilder: (props: InnerBuilder) => ReactNode
}

/** A condition within a comparison: on the events that are counted. */
export interface InnerBuilder {
  condition: ConditionGroup | null
  onChange: (condition: ConditionGroup | null) => void
  fields: readonly Field[]
  diagnostics: readonly Diagnostic[]
  idPrefix: string
  within: string
}

export const ConditionContext = createContext<BuilderContext | null>(null)

export function useBuilder(): BuilderContext {
  const context = useContext(ConditionContext)
  if (!context) throw new Error('A part of the condition builder stands outside of it.')
  return context
}

/** The number of a rule or group as a person counts: the second of the third group is 3.2, "3.2 within condition 1". */
export function numberOfPath(path: readonly number[], within = ''): string {
  const number = path.map((index) => index + 1).join('.')
  return within === '' ? number : `${number} within ${within}`
}
