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

/** Headers that every answer carries. A route that needs a policy of its own has set it already. */
export const securityHeaders: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  // On the answer itself: `c.header` would make a new one around its body for each of them, once there is an answer.
  const { headers } = c.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'no-referrer')
}
