import type { Page, PageQuery, runSchema } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { runs } from '../db/schema/index.ts'
import { publicId, timeOf } from '../ids.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { readUser } from './read.ts'

type Run = z.output<typeof runSchema>

/** A user's passages through journeys, the newest first. */
export async function listUserRuns({ ctx, input }: { ctx: Ctx; input: PageQuery & { userId: string } }): Promise<Page<Run>> {
  const [before] = decodeCursor(input.cursor, 1, isUuidKey) ?? []
  await readUser({ ctx, input })
  const rows = await ctx.services.database.db
    .select()
    .from(runs)
    .where(
      and(eq(runs.workspaceId, ctx.workspaceId), eq(runs.userId, input.userId), before === undefined ? undefined : lt(runs.id, before)),
    )
    .orderBy(desc(runs.id))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, { item: toRun, key: (row) => [row.id] })
}

function toRun({ id, automationId, version, userId, eventId, status, path, error, finishedAt }: typeof runs.$inferSelect): Run {
  return {
    ...{ id: publicId('run', id), automationId: publicId('aut', automationId), version, userId, eventId, status, path, error },
    startedAt: new Date(timeOf(id)).toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
