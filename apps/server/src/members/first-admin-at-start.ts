import type { Ctx } from '../context.ts'
import { addFirstAdmin } from './add-first-admin.ts'
import { isFirstAdminNeeded } from './first-admin-needed.ts'

/** Makes the first admin that the environment names. Out: where to make one by hand, or null where that is not needed. */
export async function firstAdminAtStart(ctx: Omit<Ctx, 'actor'>): Promise<string | null> {
  const { config, database, members } = ctx.services
  if (!(await isFirstAdminNeeded(database.db, ctx))) return null
  const { adminEmail: email, adminPassword: password } = config
  if (email !== null && password !== null) {
    await addFirstAdmin({ ctx, input: { email, password, by: 'environment' } })
    return null
  }
  return config.role === 'worker' ? null : members.firstAdminToken.url
}
