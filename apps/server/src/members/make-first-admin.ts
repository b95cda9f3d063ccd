import type { firstAdminInputSchema } from '@hookline/schema'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { conflict, ServiceError } from '../service-error.ts'
import { addFirstAdmin } from './add-first-admin.ts'
import { isFirstAdminNeeded } from './first-admin-needed.ts'
import type { Way } from './first-admin-token.ts'
import { type Device, type SignedIn, signIn } from './sign-in.ts'

type Input = z.output<typeof firstAdminInputSchema> & { way: Way; device: Device }

/** Makes the first admin and signs in. Whoever comes later is refused, with or without the token. */
export async function makeFirstAdmin({ ctx, input }: { ctx: Ctx; input: Input }): Promise<SignedIn> {
  const { database, members } = ctx.services
  const { email, password, name, token, way, device } = input
  if (!(await isFirstAdminNeeded(database.db, ctx))) throw exists()
  const wasRight = members.tries.take({ email, address: device.address })
  if (members.firstAdminToken.isNeeded(way) && !members.firstAdminToken.matches(token)) {
    const detail = 'The first admin needs the token that this Hookline printed when it started: open the address that stands there.'
    throw new ServiceError(403, 'Not allowed', detail)
  }
  wasRight()
  if (!(await addFirstAdmin({ ctx, input: { email, password, name, by: 'itself' } }))) throw exists()
  return signIn({ ctx, input: { email, password, device } })
}

function exists(): ServiceError {
  return conflict('There is an admin already. Sign in, or ask an admin to let you in.')
}
