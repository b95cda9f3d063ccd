import type { Diagnostic, FieldError } from '@hookline/schema'
import { ApiError } from './api.ts'

/** Why something failed, line by line, each with what to do: for the place where it failed. */
export function errorLines(error: unknown): string[] {
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
