import type { Services } from '../context.ts'
import { version } from '../version.ts'
import { lookAtQueue } from './look-at-queue.ts'

/** Whether this process does its work, and what that is. */
export interface Readiness {
  ready: boolean
  /** Why it is not ready; null where it is. */
  reason: string | null
  version: string
  role: string
  /** How others reach this Hookline. */
  publicUrl: string
  database: 'ok' | 'unreachable'
  /** Whether this process takes events. */
  ingest: 'ok' | 'off'
  /** Whether this process sends. */
  deliver: 'ok' | 'no-lease' | 'off'
  /** What this process holds deliveries by: its row in `processes`, and how often it lost the lease before. */
  lease: { processId: string; epoch: number; valid: boolean }
  oldestDueMs: number | null
}

/** Asks the database and the lease. */
export async function readiness({ config, database, lease, ingest, deliver, clock, log }: Services): Promise<Readiness> {
  const valid = lease.valid()
  const base = {
    ...{ version, role: config.role, publicUrl: config.publicUrl.href },
    ingest: ingest === null ? 'off' : 'ok',
    deliver: deliver === null ? 'off' : valid ? 'ok' : 'no-lease',
    lease: { ...lease.holder(), valid },
  } as const
  try {
    const { oldestDueMs } = await lookAtQueue(database.sql, clock.now())
    const reason =
      base.deliver === 'no-lease' ? 'This process has lost its lease and takes a new one by itself; until then it sends nothing.' : null
    return { ...base, ready: reason === null, reason, database: 'ok', oldestDueMs: Math.round(oldestDueMs) }
  } catch (error) {
    log.warn({ err: error }, 'not ready: the queue could not be read')
    const reason = 'The database does not answer. Check that PostgreSQL runs and that DATABASE_URL leads to it.'
    return { ...base, ready: false, reason, database: 'unreachable', oldestDueMs: null }
  }
}
