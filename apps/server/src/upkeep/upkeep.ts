import type { Clock } from '../clock.ts'
import { startAddingUp } from '../cohorts/start-adding-up.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { runUpkeep } from './run-upkeep.ts'

const firstAfterMs = 15_000
const everyMs = 3_600_000

export interface Upkeep {
  stop(): Promise<void>
}

/** Runs the upkeep soon after the start and then every hour, and adds up what was counted of the history all the while. */
export function startUpkeep({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): Upkeep {
  const abort = new AbortController()
  const addingUp = startAddingUp({ sql, log })
  let running: Promise<unknown> | null = null

  const run = () => {
    running ??= runUpkeep({ sql, log, nowMs: clock.now(), signal: abort.signal })
      .catch((error: unknown) => log.warn({ err: error }, 'the upkeep failed; it is tried again in an hour'))
      .finally(() => {
        running = null
      })
  }
  const first = setTimeout(run, firstAfterMs).unref()
  const timer = setInterval(run, everyMs).unref()

  return {
    async stop() {
      clearTimeout(first)
      clearInterval(timer)
      abort.abort()
      await Promise.all([addingUp.stop(), running])
    },
  }
}
