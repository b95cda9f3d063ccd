import type { Ctx, MemberActor } from '../context.ts'
import { ServiceError } from '../service-error.ts'

/** The member who asks; 403 for an API key, which has no session and no password. */
export function requireMember({ actor }: Pick<Ctx, 'actor'>): MemberActor {
  if (actor.kind !== 'member') throw new ServiceError(403, 'Not allowed', 'This is for members who are signed in, not for API keys.')
  return actor
}
