import type { ApiKeyScope } from '@hookline/schema'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { keyHash } from '../api-keys/hash.ts'
import { type Actor, type Ctx, firstWorkspaceId, type Services } from '../context.ts'
import type { Live } from '../live/load.ts'
import { sessionCookieName } from '../members/auth.ts'
import type { FoundSession } from '../members/sessions.ts'
import { ServiceError } from '../service-error.ts'
import type { HttpEnv } from './app-env.ts'
import { requireOwnOrigin } from './own-origin.ts'

// Keys are verified in memory. A key that memory does not know may be new: then, and before every call that is not an
// event, the generation is asked once; a revoked key is caught in `decide`'s own transaction. A key comes before a cookie.

// The scheme is case-insensitive (RFC 9110 section 11.1).
const bearer = /^Bearer ([\x21-\x7e]{1,500})$/i
const bearerScheme = /^Bearer\b/i

/** Asks for a key, or a member's session, whose scope allows `needed`, and hands its holder on as `ctx`. */
export function requireScope(services: Services, needed: ApiKeyScope): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const actor = await authenticate(services, c, needed)
    if (!allows(actor.scope, needed)) throw new ServiceError(403, 'Not allowed', notAllowed(actor, needed))
    c.set('ctx', { services, workspaceId: firstWorkspaceId, actor } satisfies Ctx)
    await next()
  }
}

/** Lets everybody in: for what comes before signing in. */
export function asVisitor(services: Services): MiddlewareHandler<HttpEnv> {
  const actor: Actor = { kind: 'system', id: 'visitor', name: 'Visitor', scope: 'read' }
  return async (c, next) => {
    c.set('ctx', { services, workspaceId: firstWorkspaceId, actor })
    await next()
  }
}

/** The session that the call's cookie opens, or null; a prolonged one sends its cookie with the answer. */
export async function findSession(services: Services, c: Context): Promise<FoundSession | null> {
  const cookie = sessionCookie(services, c)
  const found = cookie === undefined ? null : await services.members.sessions.find(cookie)
  for (const setCookie of found?.setCookies ?? []) c.header('set-cookie', setCookie, { append: true })
  return found
}

async function authenticate(services: Services, c: Context, needed: ApiKeyScope): Promise<Actor> {
  const authorization = c.req.header('authorization') ?? ''
  if (!bearerScheme.test(authorization) && sessionCookie(services, c) !== undefined) return authenticateMember(services, c)
  const key = bearer.exec(authorization)?.[1]
  if (key === undefined) throw unauthorized('Send the header "Authorization: Bearer <key>" with an API key, or sign in.')
  const hash = keyHash(key)
  const known = needed === 'ingest' ? find(services.live.current(), hash) : null
  const found = known ?? find(await services.live.refresh(), hash)
  if (!found) throw unauthorized('This API key is not known, or was revoked.')
  services.keyUse.used(found.id)
  return found
}

async function authenticateMember(services: Services, c: Context): Promise<Actor> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') requireOwnOrigin(c, services.config.publicUrl)
  const found = await findSession(services, c)
  if (!found) throw unauthorized('The session has ended. Sign in again, or send an API key.')
  return found.actor
}

function sessionCookie({ config }: Services, c: Context): string | undefined {
  return getCookie(c, sessionCookieName(config))
}

function find(live: Live, hash: string): Actor | null {
  const key = live.keys.get(hash)
  return key ? { kind: 'api-key', ...key } : null
}

function unauthorized(detail: string): ServiceError {
  return new ServiceError(401, 'Not authenticated', detail)
}

function notAllowed(actor: Actor, needed: ApiKeyScope): string {
  if (actor.kind === 'member') return `Your role is "${actor.role}", which may look at everything and change nothing.`
  return `This key has the scope "${actor.scope}"; this call needs "${needed}".`
}

/** `ingest` posts events only; `read` reads; `manage` does everything. */
function allows(scope: ApiKeyScope, needed: ApiKeyScope): boolean {
  return scope === needed || scope === 'manage'
}
