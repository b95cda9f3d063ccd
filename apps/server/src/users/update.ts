import { mergeState } from '@hookline/engine'
import type { JsonObject, User } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { users } from '../db/schema/index.ts'
import { invalidFields, notFound } from '../service-error.ts'
import { toUser } from './row.ts'
import { patchErrors, requireStateSize } from './state-size.ts'

/** Fields that an audit entry names, at most. */
const namedFieldsMax = 50

/**
 * Merges a patch into a user's state as an event would: top level, null deletes. The row is locked, so no event's change
 * is lost. A user that no event was about is not made here. The audit names the fields, not their values: they are personal.
 */
export async function updateUser({ ctx, input }: { ctx: Ctx; input: { userId: string; state: JsonObject } }): Promise<User> {
  const errors = patchErrors(input.state, 'state')
  if (errors.length > 0) throw invalidFields(errors)
  const place = and(eq(users.workspaceId, ctx.workspaceId), eq(users.id, input.userId))
  return ctx.services.database.db.transaction(async (tx) => {
    const [row] = await tx.select().from(users).where(place).for('update')
    if (!row) throw notFound('user', input.userId)
    const state = mergeState(row.state, input.state)
    if (state === row.state) return toUser(row)
    requireStateSize(state, row.state)
    await tx.update(users).set({ state }).where(place)
    const fields = Object.keys(input.state).slice(0, namedFieldsMax)
    await recordAudit(tx, ctx, { action: 'user.update', targetKind: 'user', targetId: row.id, detail: { fields } })
    return toUser({ ...row, state })
  })
}
