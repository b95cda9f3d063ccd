import type { ApiKeyScope } from '@hookline/schema'
import type { Context, MiddlewareHandler } from 'hono'
import { keyHash } from '../api-keys/hash.ts'
import { type Actor, type Ctx, firstWorkspaceId, type Services } from '../context.ts'
import type { Live } from '../live/load.ts'
import { ServiceError } from '../service-error.ts'
import type { HttpEnv } from './app-env.ts'

// Keys are verified in memory. A key that memory does not know may be new: then, and before every call that is not an
// event, the generation is asked once; a revoked key is caught in `decide`'s own transaction.

const bearer = /^Bearer ([\x21-\x7e]{1,500})$/

/** Asks for a key whose scope allows `needed`, and hands its holder on as `ctx`. */
export function requireScope(services: Services, needed: ApiKeyScope): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const actor = await authenticate(services, c, needed)
    if (!allows(actor.scope, needed)) {
      throw new ServiceError(403, 'Not allowed', `This key has the scope "${actor.scope}"; this call needs "${needed}".`)
    }
    c.set('ctx', { services, workspaceId: firstWorkspaceId, actor } satisfies Ctx)
    await next()
  }
}

async function authenticate(services: Services, c: Context, needed: ApiKeyScope): Promise<Actor> {
  const key = bearer.exec(c.req.header('authorization') ?? '')?.[1]
  if (key === undefined) throw unauthorized('Send the header "Authorization: Bearer <key>" with an API key.')
  const hash = keyHash(key)
  const known = needed === 'ingest' ? find(services.live.current(), hash) : null
  const found = known ?? find(await services.live.refresh(), hash)
  if (!found) throw unauthorized('This API key is not known, or was revoked.')
  services.keyUse.used(found.id)
  return found
}

function find(live: Live, hash: string): Actor | null {
  const key = live.keys.get(hash)
  return key ? { kind: 'api-key', ...key } : null
}

function unauthorized(detail: string): ServiceError {
  return new ServiceError(401, 'Not authenticated', detail)
}

/** `ingest` posts events only; `read` reads; `manage` does everything. */
function allows(scope: ApiKeyScope, needed: ApiKeyScope): boolean {
  return scope === needed || scope === 'manage'
}
