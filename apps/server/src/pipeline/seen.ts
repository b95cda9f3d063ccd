import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { markSeen } from './store/users.ts'

const flushEveryMs = 1000
const usersMax = 5000

/** Notes that users were seen, once a second and outside the hot transaction; see `lastSeenExactMs`. */
export interface Seen {
  note(userIds: readonly string[]): void
  stop(): Promise<void>
}

export function createSeen({ sql, clock, log, workspaceId }: { sql: Sql; clock: Clock; log: Log; workspaceId: number }): Seen {
  const waiting = new Set<string>()
  let flushing: Promise<void> | null = null

  async function flush(): Promise<void> {
    const userIds = [...waiting].slice(0, usersMax)
    for (const userId of userIds) waiting.delete(userId)
    if (userIds.length === 0) return
    // What is missed here is noted again by an event of the user a minute later.
    await markSeen(sql, workspaceId, { userIds, nowMs: clock.now() }).catch((error: unknown) =>
      log.warn({ err: error, users: userIds.length }, 'users could not be marked as seen'),
    )
  }

  const timer = setInterval(() => {
    flushing ??= flush().finally(() => {
      flushing = null
    })
  }, flushEveryMs)
  timer.unref()

  return {
    note(userIds) {
      for (const userId of userIds) waiting.add(userId)
    },
    async stop() {
      clearInterval(timer)
      await flushing
      await flush()
    },
  }
}
