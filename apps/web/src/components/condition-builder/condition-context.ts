import type { Diagnostic } from '@hookline/schema'
import { createContext, type RefObject, useContext } from 'react'
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
}

export const ConditionContext = createContext<BuilderContext | null>(null)

export function useBuilder(): BuilderContext {
  const context = useContext(ConditionContext)
  if (!context) throw new Error('A part of the condition builder stands outside of it.')
  return context
}

/** The number of a rule or group as a person counts: the second of the third group is 3.2. */
export function numberOfPath(path: readonly number[]): string {
  return path.map((index) => index + 1).join('.')
}
