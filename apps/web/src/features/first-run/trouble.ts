import type { Diagnostic, FieldError } from '@hookline/schema'
import { ApiError } from '../../lib/api.ts'
import type { Stage } from './make.ts'

export interface Trouble {
  title: string
  /** What is wrong and how to mend it, one sentence or two each. */
  lines: string[]
}

const titles: Record<Stage, string> = {
  bucket: 'The echo bucket could not be made',
  save: 'It could not be saved',
  publish: 'It is saved, but could not be published',
}

/** Why a way stopped, in words that say what to do. */
export function troubleOf(stage: Stage, error: unknown): Trouble {
  return { title: titles[stage], lines: linesOf(error) }
}

export function linesOf(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [error instanceof Error ? error.message : String(error)]
  const { detail, status, errors = [], diagnostics = [] } = error.problem
  if (status === 403) return [detail, 'Ask an admin or a marketer to do this, or to change your role.']
  const found = [...diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticLine), ...errors.map(fieldLine)]
  return found.length > 0 ? [...new Set(found)] : [detail]
}

function diagnosticLine({ message, fix }: Diagnostic): string {
  return fix ? `${message} ${fix}` : message
}

/** Where the words of a field error are a sentence of their own, its path only disturbs. */
function fieldLine({ path, message }: FieldError): string {
  return /^["A-Z]/.test(message) ? message : `${path} ${message}`
}
