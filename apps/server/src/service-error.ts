import type { Diagnostic, FieldError } from '@hookline/schema'

/** What an error answer says beside its title. */
export interface ErrorDetails {
  detail: string
  errors?: readonly FieldError[]
  diagnostics?: readonly Diagnostic[]
  retryAfterSeconds?: number
}

/** A request that cannot be done, in words for its caller; http/problem.ts turns it into the answer. */
export class ServiceError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503
  readonly title: string
  readonly errors: readonly FieldError[]
  readonly diagnostics: readonly Diagnostic[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: ServiceError['status'], title: string, details: string | ErrorDetails) {
    const { detail, errors = [], diagnostics, retryAfterSeconds } = typeof details === 'string' ? { detail: details } : details
    super(detail)
    this.status = status
    this.title = title
    this.errors = errors
    this.diagnostics = diagnostics
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export function notFound(noun: string, id: string): ServiceError {
  return new ServiceError(404, 'Not found', `There is no ${noun} "${id.slice(0, 300)}".`)
}

/** Fields that cannot be taken, each with its path, one code per cause and the remedy in its message. */
export function invalidFields(errors: readonly FieldError[], diagnostics?: readonly Diagnostic[]): ServiceError {
  const [first] = errors
  const detail = first ? `${first.path === '' ? 'The request' : first.path}: ${first.message}` : 'The request cannot be taken.'
  return new ServiceError(422, 'Invalid request', { detail, errors, ...(diagnostics && { diagnostics }) })
}

export function invalidField(path: string, code: string, message: string): ServiceError {
  return invalidFields([{ path, code, message }])
}

export function conflict(detail: string): ServiceError {
  return new ServiceError(409, 'Conflict', detail)
}
