import type { SettingsPatch } from '@hookline/schema'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { workspaces } from '../db/schema/index.ts'
import { uuidFloor } from '../ids.ts'
import { cancelHeld } from '../queue/cancel.ts'
import { holdOwed, releaseHeld } from '../queue/hold.ts'

const reason = 'switch-off'

/** Cancels what was held by the master switch and is not to be sent. Out: how many. */
export async function dropHeld({ services, workspaceId }: Ctx, held: NonNullable<SettingsPatch['held']>): Promise<number> {
  if (held === 'send') return 0
  const beforeId = held === 'drop' ? undefined : uuidFloor(Date.parse(held.since))
  return cancelHeld(services.database.sql, { workspaceId, reason, beforeId })
}

/** The id before which nothing that the switch held is sent, when it was turned on at the given time; null: all is sent. */
export function dropBound(held: NonNullable<SettingsPatch['held']>, nowMs: number): string | null {
  if (held === 'send') return null
  return uuidFloor(held === 'drop' ? nowMs + 1 : Date.parse(held.since))
}

/** Sends what the master switch held. */
export async function sendHeld({ services, workspaceId }: Ctx): Promise<void> {
  await releaseHeld(services.database.sql, { workspaceId, reason })
  services.deliver?.wake()
}

/** Holds what is owed and not under way, unless somebody turned the switch on meanwhile: then that is undone. */
export async function holdAll(ctx: Ctx): Promise<void> {
  const { services, workspaceId } = ctx
  await holdOwed(services.database.sql, { workspaceId }, reason)
  const [row] = await services.database.db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
  if (row?.webhooksEnabled) await sendHeld(ctx)
}
