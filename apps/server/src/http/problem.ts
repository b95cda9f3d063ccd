import type { Problem } from '@hookline/schema'
import { fieldErrorsMax } from '@hookline/schema'
import type { ErrorHandler } from 'hono'
import type { Log } from '../log.ts'
import { withoutValues } from '../log-error.ts'
import { isTooSlow, isUnavailable } from '../pipeline/database-errors.ts'
import { NotTaken } from '../pipeline/ingest.ts'
import { ServiceError } from '../service-error.ts'

/** Writes an error as `application/problem+json` (RFC 9457). */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

/** The one place where what was thrown becomes an answer; never a stack trace. */
export function createErrorHandler(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof NotTaken) {
      const title = error.status === 429 ? 'Too many requests' : 'Not available'
      return problemResponse({ title, status: error.status, detail: error.message }, { 'retry-after': String(error.retryAfterSeconds) })
    }
    if (error instanceof ServiceError) return serviceProblem(error)
    if (isUnavailable(error)) {
      log.error({ err: withoutValues(error), path: c.req.path }, 'the database is away')
      const detail = isTooSlow(error)
        ? 'This took the database longer than it may: ask for less, by a narrower filter or a shorter time.'
        : 'The database cannot be reached at the moment. Try again.'
      return problemResponse({ title: 'Not available', status: 503, detail }, { 'retry-after': '2' })
    }
    log.error({ err: withoutValues(error), method: c.req.method, path: c.req.path }, 'a request failed')
    return problemResponse({ title: 'Internal error', status: 500, detail: 'Hookline failed on this request; its log says why.' })
  }
}

function serviceProblem(error: ServiceError): Response {
  const problem: Problem = { title: error.title, status: error.status, detail: error.message }
  if (error.errors.length > 0) problem.errors = error.errors.slice(0, fieldErrorsMax)
  if (error.diagnostics) problem.diagnostics = [...error.diagnostics]
  return problemResponse(problem, {
    ...(error.retryAfterSeconds !== undefined && { 'retry-after': String(error.retryAfterSeconds) }),
    ...(error.status === 401 && { 'www-authenticate': 'Bearer' }),
  })
}
