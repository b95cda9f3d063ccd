import type { RequestTemplate } from '@hookline/schema'
import type { Known } from '@hookline/template'
import type { Field } from '../fields/field.ts'
import type { Problems } from './use-problems.ts'

/** What each part of the form works on. */
export interface SectionProps {
  request: RequestTemplate
  fields: readonly Field[]
  problems: Problems
  /** What is known of the fields, as checks have it. */
  known: Known
  onChange: (request: RequestTemplate) => void
}
