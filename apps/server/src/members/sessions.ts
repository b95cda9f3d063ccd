import { type MemberRole, memberRoleSchema } from '@hookline/schema'
import { isAPIError } from 'better-auth/api'
import type { MemberActor } from '../context.ts'
import { publicId } from '../ids.ts'
import { ServiceError } from '../service-error.ts'
import { type Auth, sessionCookieName } from './auth.ts'

// A page asks for many things at once: a session that was found is known for two seconds. This process forgets all it
// knows when one ends or a member changes here; another process does after those two seconds.

const knownMs = 2000
const knownMax = 1000

/** A member who is signed in, and the cookie to send where the session was prolonged. */
export interface FoundSession {
  actor: MemberActor
  setCookies: string[]
}

export interface Sessions {
  /** The session that a cookie's value opens, or null. */
  find(cookie: string): Promise<FoundSession | null>
  /** Asks the database again from now on. */
  forget(): void
}

export function createSessions({ auth, publicUrl, now }: { auth: Auth; publicUrl: URL; now: () => number }): Sessions {
  const known = new Map<string, { actor: MemberActor; untilMs: number }>()
  const name = sessionCookieName({ publicUrl })
  let epoch = 0

  async function read(cookie: string): Promise<FoundSession | null> {
    const headers = new Headers({ cookie: `${name}=${encodeURIComponent(cookie)}` })
    const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true }).catch(unlessGone)
    if (!response) return null
    const { session, user } = response
    const role = memberRoleSchema.parse(user.role)
    const actor = {
      ...{ kind: 'member' as const, id: publicId('mbr', user.id), name: user.email, scope: scopes[role] },
      ...{ role, displayName: user.name, sessionId: session.id },
    }
    return { actor, setCookies: answered?.getSetCookie() ?? [] }
  }

  return {
    async find(cookie) {
      const fresh = known.get(cookie)
      if (fresh && fresh.untilMs > now()) return { actor: fresh.actor, setCookies: [] }
      const askedIn = epoch
      const found = await read(cookie)
      if (found && askedIn === epoch) {
        if (known.size >= knownMax) known.clear()
        known.set(cookie, { actor: found.actor, untilMs: now() + knownMs })
      }
      return found
    },
    forget() {
      epoch++
      known.clear()
    },
  }
}

const scopes = { admin: 'manage', marketer: 'manage', viewer: 'read' } as const satisfies Record<MemberRole, MemberActor['scope']>

/** A session that ended while it was prolonged is none; better-auth tells everything else as an error of the server. */
function unlessGone(error: unknown): { response: null; headers: null } {
  if (!isAPIError(error)) throw error
  if (error.statusCode === 401) return { response: null, headers: null }
  const detail = 'The session cannot be looked up at the moment. Try again.'
  throw new ServiceError(503, 'Not available', { detail, retryAfterSeconds: 2 })
}
