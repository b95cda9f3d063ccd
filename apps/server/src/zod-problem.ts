import type { ZodError, z } from 'zod'
import { invalidFields, type ServiceError } from './service-error.ts'

/** What zod objects to, as field errors below `prefix`. */
export function zodProblem(error: ZodError, prefix = ''): ServiceError {
  return invalidFields(error.issues.flatMap((issue) => fieldErrors(issue, prefix)))
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string) {
  const path = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'field.unknown',
      message: 'is not a field here: leave it out',
    }))
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return [{ path, code: 'field.required', message: `is required (${issue.expected})` }]
  }
  return [{ path, code: codes[issue.code] ?? 'field.invalid', message: issue.message }]
}

const codes: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'field.type',
  too_big: 'field.too-long',
  too_small: 'field.too-short',
  invalid_format: 'field.format',
  invalid_value: 'field.value',
  invalid_union: 'field.form',
  custom: 'field.invalid',
}
