import type { EventRecord, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { events } from '../db/schema/index.ts'
import { timeOf } from '../ids.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { readUser } from './read.ts'

/** What happened to a user, the newest first. */
export async function listUserEvents({ ctx, input }: { ctx: Ctx; input: PageQuery & { userId: string } }): Promise<Page<EventRecord>> {
  const [before] = decodeCursor(input.cursor, 1, isUuidKey) ?? []
  await readUser({ ctx, input })
  const rows = await ctx.services.database.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.workspaceId, ctx.workspaceId),
        eq(events.userId, input.userId),
        before === undefined ? undefined : lt(events.key, before),
      ),
    )
    .orderBy(desc(events.key))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, { item: toEvent, key: (row) => [row.key] })
}

function toEvent({ key, id, type, userId, campaignId, occurredAt, data, state }: typeof events.$inferSelect): EventRecord {
  const receivedAt = new Date(timeOf(key)).toISOString()
  return { id, type, userId, campaignId, occurredAt: occurredAt ?? receivedAt, receivedAt, data, state }
}
