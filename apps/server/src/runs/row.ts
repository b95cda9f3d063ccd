import type { PathEntry } from '@hookline/engine'
import type { Run } from '@hookline/schema'
import { publicId, timeOf } from '../ids.ts'

/** A run as both tables show it, waiting or ended. */
export interface RunRow {
  id: string
  automationId: string
  version: number
  userId: string
  eventId: string
  status: Run['status']
  path: PathEntry[]
  error: string | null
  finishedMs: number | null
  nodeId: string | null
  dueMs: number | null
}

export function toRun({ id, automationId, version, userId, eventId, status, path, error, finishedMs, nodeId, dueMs }: RunRow): Run {
  return {
    ...{ id: publicId('run', id), automationId: publicId('aut', automationId), version, userId, eventId, status, path, error },
    waitingAt: nodeId === null || dueMs === null ? null : { nodeId, until: new Date(dueMs).toISOString() },
    startedAt: new Date(timeOf(id)).toISOString(),
    finishedAt: finishedMs === null ? null : new Date(finishedMs).toISOString(),
  }
}
