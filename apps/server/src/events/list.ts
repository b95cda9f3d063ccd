import type { EventQuery, EventRecord, Page } from '@hookline/schema'
import { and, desc, eq, gte, lt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { events } from '../db/schema/index.ts'
import { narrowed, rangeOf, readNewest } from '../newest-first.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { toEvent } from './row.ts'

/** Events by when they were received, the newest first. */
export async function listEvents({ ctx, input }: { ctx: Ctx; input: EventQuery }): Promise<Page<EventRecord>> {
  const { services, workspaceId } = ctx
  const { type, userId, campaignId, limit } = input
  const [before] = decodeCursor({ list: 'events', input }, 1, isUuidKey) ?? []
  const range = narrowed(rangeOf(input), { before: before ?? null })
  const wanted = [
    eq(events.workspaceId, workspaceId),
    ...(type === undefined ? [] : [eq(events.type, type)]),
    ...(userId === undefined ? [] : [eq(events.userId, userId)]),
    ...(campaignId === undefined ? [] : [eq(events.campaignId, campaignId)]),
  ]
  const rows = await readNewest(range, { nowMs: services.clock.now(), count: limit + 1 }, (window, count) =>
    services.database.db
      .select()
      .from(events)
      .where(
        and(
          ...wanted,
          window.from === null ? undefined : gte(events.key, window.from),
          window.before === null ? undefined : lt(events.key, window.before),
        ),
      )
      .orderBy(desc(events.key))
      .limit(count),
  )
  return toPage(rows, { list: 'events', input }, { item: toEvent, key: (row) => [row.key] })
}
