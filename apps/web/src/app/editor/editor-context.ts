import type { Automation, Catalog, Diagnostic, EventType } from '@hookline/schema'
import { createContext, useContext } from 'react'
import type { Field } from '../../components/fields/field.ts'
import type { TrialModel } from './use-trial.ts'

/** What the settings of blocks need beside the block itself. */
export interface EditorScope {
  automationId: string
  kind: Automation['kind']
  catalog: Catalog
  eventTypes: readonly EventType[]
  /** What conditions and templates can name, with the values of the trial. */
  fields: Field[]
  diagnostics: readonly Diagnostic[]
  trial: TrialModel
  /** A block of the draft as it is called; its id where it is no more. */
  nameOfBlock: (nodeId: string) => string
  /** Grows whenever something led to a block's settings from elsewhere. */
  jumps: number
}

export const EditorContext = createContext<EditorScope | null>(null)

export function useEditorScope(): EditorScope {
  const scope = useContext(EditorContext)
  if (!scope) throw new Error('there is no editor around this')
  return scope
}
