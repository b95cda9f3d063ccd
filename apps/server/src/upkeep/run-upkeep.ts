import type { Sql } from '../db/client.ts'
import { keepPartitions } from '../db/partitions.ts'
import { oneAtATime } from '../duties/one-at-a-time.ts'
import type { Log } from '../log.ts'
import { cancelSourceless } from '../queue/cancel.ts'
import { releaseUnstopped } from '../queue/hold.ts'
import { forgetSilent } from '../queue/lease.ts'
import { shrinkQueue } from '../queue/vacuum.ts'
import { cancelSourcelessRuns } from '../runs/cancel.ts'
import { pruneBehaviours } from './prune-behaviours.ts'
import { pruneCohorts } from './prune-cohorts.ts'
import { pruneDeliveries } from './prune-deliveries.ts'
import { pruneEcho } from './prune-echo.ts'
import { pruneEvents } from './prune-events.ts'
import { prunePresences } from './prune-presences.ts'
import { pruneExpiredSecrets } from './prune-secrets.ts'
import { pruneSessions } from './prune-sessions.ts'
import { pruneTallies } from './prune-tallies.ts'
import { purgeDeleted } from './purge-deleted.ts'

const dayMs = 86_400_000
const echoUnusedDays = 30
/** A deleted automation can be brought back for so long. */
const deletedKeptDays = 1

export interface UpkeepOptions {
  sql: Sql
  log: Log
  nowMs: number
  /** Ends it between two batches. */
  signal: AbortSignal
}

/**
 * Makes partitions ahead and deletes what is past its retention. One process at a time: the others find the lock taken
 * and leave it. One part that fails holds up no other. Out: false when another process was at it.
 */
export async function runUpkeep({ sql, log, nowMs, signal: stopping }: UpkeepOptions): Promise<boolean> {
  return oneAtATime({ sql, lock: 'upkeep', workspaceId: 0 }, async (lost) => {
    const signal = AbortSignal.any([stopping, lost])
    // Partitions are shared by all workspaces: they stay as long as any of them wants.
    const [days] = await sql<{ events: number; deliveries: number }[]>`
      SELECT max(events_retention_days) AS events, max(deliveries_retention_days) AS deliveries FROM workspaces`
    const parts: Record<string, () => Promise<unknown>> = {
      partitions: () => makePartitions(sql, nowMs),
      events: async () => days && pruneEvents(sql, nowMs - days.events * dayMs, signal),
      deliveries: async () => days && pruneDeliveries(sql, nowMs - days.deliveries * dayMs, signal),
      cohorts: async () => days && pruneCohorts(sql, nowMs - days.deliveries * dayMs),
      echo: () => pruneEcho(sql, nowMs - echoUnusedDays * dayMs),
      // Before the automations are gone: that is how their runs are found.
      runs: () => cancelSourcelessRuns(sql),
      deleted: () => purgeDeleted(sql, nowMs - deletedKeptDays * dayMs),
      secrets: () => pruneExpiredSecrets(sql, nowMs),
      sessions: () => pruneSessions(sql, nowMs),
      presences: () => prunePresences(sql, nowMs),
      behaviours: () => pruneBehaviours(sql, signal),
      tallies: () => pruneTallies(sql, nowMs),
      processes: () => forgetSilent(sql),
      held: () => releaseUnstopped(sql),
      sourceless: () => cancelSourceless(sql),
      queue: () => shrinkQueue(sql),
    }
    for (const [part, run] of Object.entries(parts)) {
      if (!signal.aborted) await runPart(part, run, log)
    }
  })
}

async function makePartitions(sql: Sql, nowMs: number): Promise<void> {
  const busy = await keepPartitions(sql, nowMs)
  if (busy.length > 0) throw new Error(`partitions of ${busy.join(', ')} could not be made: something else uses the tables`)
}

async function runPart(part: string, run: () => Promise<unknown>, log: Log): Promise<void> {
  const startedAt = performance.now()
  try {
    const result = await run()
    log.debug({ part, result, ms: Math.round(performance.now() - startedAt) }, 'upkeep')
  } catch (error) {
    log.warn({ part, err: error }, 'a part of the upkeep failed; it is tried again in an hour')
  }
}
