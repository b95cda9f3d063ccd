import { type EngineEvent, eventScope, mergeState } from '@hookline/engine'
import type { JsonObject, TemplateScope, TrialEvent } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { users } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { utcText } from './accept.ts'

/** An event that is only tried, as the engine takes it. */
export interface Trial {
  event: EngineEvent
  /** The user's state before the event's patch. */
  state: JsonObject
  /** What conditions and templates see: the event's patch is merged into the state. */
  scope: TemplateScope
}

export interface TrialInput {
  event: TrialEvent
  /** In place of what is stored of the event's user. */
  state?: JsonObject | undefined
}

/** Makes a tried event ready for the engine with everything it would meet if it came in now. Stores nothing. */
export async function loadTrial({ ctx, input }: { ctx: Ctx; input: TrialInput }): Promise<Trial> {
  const nowMs = ctx.services.clock.now()
  const now = new Date(nowMs).toISOString()
  const { id, type, userId, campaignId, occurredAt, data, state: patch } = input.event
  const event: EngineEvent = {
    id: id ?? publicId('evt', newUuid(nowMs)),
    type,
    userId,
    campaignId: campaignId ?? null,
    occurredAt: occurredAt == null ? now : utcText(occurredAt),
    data: data ?? {},
    ...(patch && { state: patch }),
  }
  const state = input.state ?? (await storedState(ctx, userId))
  const { campaigns } = await ctx.services.live.refresh()
  return { event, state, scope: eventScope(event, patch ? mergeState(state, patch) : state, { campaigns, now }) }
}

async function storedState({ services, workspaceId }: Ctx, userId: string): Promise<JsonObject> {
  const [user] = await services.database.db
    .select({ state: users.state })
    .from(users)
    .where(and(eq(users.workspaceId, workspaceId), eq(users.id, userId)))
  return user?.state ?? {}
}
