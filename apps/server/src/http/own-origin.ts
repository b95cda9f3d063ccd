import type { Context } from 'hono'
import { ServiceError } from '../service-error.ts'

// Browsers send a cookie with what pages of strangers make them ask for. They say where a call comes from: in Origin
// (RFC 6454), and in Sec-Fetch-Site, which no page can set. A call that says neither did not come from our page.

/** Throws 403 unless the call says that it comes from this Hookline's own page. */
export function requireOwnOrigin(c: Context, publicUrl: URL): void {
  const origin = c.req.header('origin')
  // A browser that hides the origin of a form from its target says "null".
  const isOwn =
    origin === undefined || origin === 'null' ? c.req.header('sec-fetch-site') === 'same-origin' : isOwnOrigin(c, origin, publicUrl)
  if (isOwn) return
  const from = origin === undefined ? 'a page that it does not name' : origin.slice(0, 300)
  const detail = `This call comes from ${from}, not from ${publicUrl.origin}. Open Hookline at that address, set PUBLIC_URL to the one you use, or send an API key instead of the cookie.`
  throw new ServiceError(403, 'Foreign origin', detail)
}

/** The same for calls that need no cookie: who says nothing is no browser, and nobody's cookie is at stake. */
export function refuseForeignOrigin(c: Context, publicUrl: URL): void {
  if (c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined) requireOwnOrigin(c, publicUrl)
}

function isOwnOrigin(c: Context, origin: string, publicUrl: URL): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host, origin: named } = new URL(origin)
  if (named === publicUrl.origin) return true
  const asked = `${protocol}//${c.req.header('host') ?? ''}`
  return URL.canParse(asked) && new URL(asked).host === host
}
