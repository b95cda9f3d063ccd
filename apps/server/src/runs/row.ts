import type { runSchema } from '@hookline/schema'
import type { z } from 'zod'
import type { runs } from '../db/schema/index.ts'
import { publicId, timeOf } from '../ids.ts'

export type RunRow = Omit<typeof runs.$inferSelect, 'workspaceId'>
export type Run = z.output<typeof runSchema>

export function toRun({ id, automationId, version, userId, eventId, status, path, error, finishedAt }: RunRow): Run {
  return {
    ...{ id: publicId('run', id), automationId: publicId('aut', automationId), version, userId, eventId, status, path, error },
    startedAt: new Date(timeOf(id)).toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
