import type { RequestTemplate } from '@hookline/schema'
import type { Field } from '../fields/field.ts'
import type { Problems } from './use-problems.ts'

/** What each part of the form works on. */
export interface SectionProps {
  request: RequestTemplate
  fields: readonly Field[]
  problems: Problems
  onChange: (request: RequestTemplate) => void
}
