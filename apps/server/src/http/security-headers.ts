import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from './app-env.ts'

// No inline script and no eval anywhere; styles may be inline because the components set them (no script can follow from it).
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headers = Object.entries({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

/** Headers that every answer carries. A route that sets a policy of its own is sent with that one. */
export const securityHeaders: MiddlewareHandler<HttpEnv> = (c, next) => {
  // On Node's own answer: those of a `Response` are checked, copied and sorted for each call.
  for (const [name, value] of headers) c.env.outgoing.setHeader(name, value)
  return next()
}
