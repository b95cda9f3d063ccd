import type { EventType } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { toEventType } from './row.ts'

export async function readEventType({ ctx, input }: { ctx: Ctx; input: { name: string } }): Promise<EventType> {
  const [row] = await ctx.services.database.db
    .select()
    .from(eventTypes)
    .where(and(eq(eventTypes.workspaceId, ctx.workspaceId), eq(eventTypes.name, input.name)))
  if (!row) throw notFound('event type', input.name)
  return toEventType(row)
}
