import { memberRoleSchema, type Session, type signInInputSchema } from '@hookline/schema'
import { isAPIError } from 'better-auth/api'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { publicId } from '../ids.ts'
import { ServiceError } from '../service-error.ts'
import { addressHeader } from './auth.ts'

/** Where a sign-in comes from; kept with its session. */
export interface Device {
  address: string
  userAgent: string
}

/** The cookies that make a session, and what the page is told of it. */
export interface SignedIn {
  session: Session
  setCookies: string[]
}

type Input = z.output<typeof signInInputSchema> & { device: Device }

/** Signs a member in. An unknown e-mail address takes as long as a wrong password, and is answered in the same words. */
export async function signIn({ ctx, input: { email, password, device } }: { ctx: Ctx; input: Input }): Promise<SignedIn> {
  const { auth, tries } = ctx.services.members
  const wasRight = tries.take({ email, address: device.address })
  const headers = new Headers({ 'user-agent': device.userAgent.slice(0, 500), [addressHeader]: device.address })
  const { response, headers: answered } = await auth.api
    .signInEmail({ body: { email, password }, headers, returnHeaders: true })
    .catch(refused)
  wasRight()
  const { id, name, role } = response.user
  const member = { id: publicId('mbr', id), email, name, role: memberRoleSchema.parse(role) }
  return { session: { member, firstAdminNeeded: false, tokenNeeded: false }, setCookies: answered.getSetCookie() }
}

function refused(error: unknown): never {
  if (!isAPIError(error) || error.statusCode !== 401) throw error
  throw new ServiceError(401, 'Not signed in', 'The e-mail address or the password is wrong.')
}
