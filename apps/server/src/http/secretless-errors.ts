import type { ErrorHandler } from 'hono'
import type { Log } from '../log.ts'
import { createErrorHandler } from './problem.ts'

/** The error handler of routes whose path is a secret: it does not reach the log. */
export function secretlessErrors(log: Log): ErrorHandler {
  return createErrorHandler(log.child({}, { redact: ['path'] }))
}
