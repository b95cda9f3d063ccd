import type { Sql } from '../db/client.ts'

// A duty that all processes have and one does at a time: whoever finds the lock taken leaves it. The lock is a transaction's,
// so it is free when its process dies. One that hangs, or that the database hears nothing of any more, loses it too: it
// says every few seconds that it is there, and PostgreSQL ends a transaction that says nothing for longer.
const sayEveryMs = 5000
const silentMaxMs = 30_000

/** Of each duty; any numbers that no other program of ours uses. */
export const dutyLocks = { upkeep: 4_871_003, endpoints: 4_871_005 } as const

export interface Duty {
  sql: Sql
  lock: keyof typeof dutyLocks
  /** 0 for what is done for all workspaces at once. */
  workspaceId: number
  timing?: { sayEveryMs: number; silentMaxMs: number }
}

/**
 * Does the work unless another process is at it; the signal tells the work that the lock is lost. Out: false where another
 * one is at it. Throws what the work throws, and where the lock was lost meanwhile: then another one may have begun.
 */
export async function oneAtATime(duty: Duty, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  const { sql, lock, workspaceId, timing = { sayEveryMs, silentMaxMs } } = duty
  return sql.begin(async (tx) => {
    const [row] = await tx<{ free: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${dutyLocks[lock]}, ${workspaceId}) AS free,
        set_config('idle_in_transaction_session_timeout', ${`${timing.silentMaxMs}ms`}, true)`
    if (!row?.free) return false
    const lost = new AbortController()
    const timer = setInterval(() => {
      tx`SELECT 1`.then(
        () => undefined,
        (error: unknown) => lost.abort(error),
      )
    }, timing.sayEveryMs)
    try {
      await work(lost.signal)
    } finally {
      clearInterval(timer)
    }
    return true
  })
}
