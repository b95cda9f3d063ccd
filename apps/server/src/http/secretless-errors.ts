import type { ErrorHandler } from 'hono'
import type { Log } from '../log.ts'
import { createErrorHandler } from './problem.ts'

/**
 * The error handler of routes whose path is a secret: neither the path nor a query's parameters reach the log. The error
 * of a failed query lists its parameters, what the database said (its cause) does not.
 */
export function secretlessErrors(log: Log): ErrorHandler {
  const handle = createErrorHandler(log.child({}, { redact: ['path'] }))
  return (error, c) => handle(error.cause instanceof Error ? error.cause : error, c)
}
