import { conflict, type ServiceError } from '../service-error.ts'

export function hookIdTaken(hookId: string | null): ServiceError {
  return conflict(`There is a webhook with the hook id "${hookId}" already. Change that one with PATCH /v1/webhooks/${hookId}.`)
}

/** Whether the database refused a second row of a unique key (PostgreSQL's 23505), whoever wrapped its error. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || isUniqueViolation(error.cause)
}
