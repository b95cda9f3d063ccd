import type { Services } from '../context.ts'
import { queueAge } from '../queue/age.ts'
import { version } from '../version.ts'

/** Whether this process does its work, and what that is. */
export interface Readiness {
  ready: boolean
  version: string
  role: string
  /** How others reach this Hookline. */
  publicUrl: string
  database: 'ok' | 'unreachable'
  deliver: 'ok' | 'no-lease' | 'off'
  oldestDueMs: number | null
}

/** Asks the database and the lease. */
export async function readiness({ config, database, lease, deliver, clock, log }: Services): Promise<Readiness> {
  const delivering = deliver === null ? 'off' : lease.valid() ? 'ok' : 'no-lease'
  const base = { version, role: config.role, publicUrl: config.publicUrl.href, deliver: delivering } as const
  try {
    const { oldestDueMs } = await queueAge(database.sql, clock.now())
    return { ...base, ready: delivering !== 'no-lease', database: 'ok', oldestDueMs: Math.round(oldestDueMs) }
  } catch (error) {
    log.warn({ err: error }, 'not ready: the queue could not be read')
    return { ...base, ready: false, database: 'unreachable', oldestDueMs: null }
  }
}
