import type { Diagnostic } from '@hookline/schema'
import type { TemplateCode } from './codes/template-codes.ts'

/** A part of the source, in UTF-16 units. */
export interface Span {
  start: number
  end: number
}

/** An error at a place of the source. */
export function failure(code: TemplateCode, message: string, { start, end }: Span): Diagnostic {
  return { severity: 'error', code, message, start, end }
}

/** A warning at a place of the source. */
export function warning(code: TemplateCode, message: string, { start, end }: Span): Diagnostic {
  return { severity: 'warning', code, message, start, end }
}
