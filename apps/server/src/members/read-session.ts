import type { Session } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { isFirstAdminNeeded } from './first-admin-needed.ts'
import type { Way } from './first-admin-token.ts'
import { sessionOf } from './row.ts'
import type { FoundSession } from './sessions.ts'

/** Who is signed in, and whether a first admin has to be made. */
export async function readSession({ ctx, input }: { ctx: Ctx; input: { found: FoundSession | null; way: Way } }): Promise<Session> {
  if (input.found) return sessionOf(input.found.actor)
  const { database, members } = ctx.services
  const firstAdminNeeded = await isFirstAdminNeeded(database.db, ctx)
  return { member: null, firstAdminNeeded, tokenNeeded: firstAdminNeeded && members.firstAdminToken.isNeeded(input.way) }
}
