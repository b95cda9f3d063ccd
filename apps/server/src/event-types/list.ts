import type { EventType, Page, PageQuery } from '@hookline/schema'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { decodeCursor, isTextKey, toPage } from '../page.ts'
import { toEventType } from './row.ts'

/** The catalogue by names. */
export async function listEventTypes({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<EventType>> {
  const [after] = decodeCursor({ list: 'event-types', input }, 1, isTextKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(eventTypes)
    .where(and(eq(eventTypes.workspaceId, ctx.workspaceId), after === undefined ? undefined : gt(eventTypes.name, after)))
    .orderBy(asc(eventTypes.name))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'event-types', input }, { item: toEventType, key: (row) => [row.name] })
}
