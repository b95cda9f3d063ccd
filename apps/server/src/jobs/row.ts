import type { Job } from '@hookline/schema'
import type { jobs } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'

export type JobRow = typeof jobs.$inferSelect

export function toJob({ id, kind, state, total, done, failed, createdAt, createdBy, finishedAt, error }: JobRow): Job {
  return {
    ...{ id: publicId('job', id), kind, state, total, done, failed, createdBy, error },
    ...{ createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  }
}
