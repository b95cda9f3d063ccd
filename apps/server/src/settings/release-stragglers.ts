import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { releaseHeld } from '../queue/hold.ts'

// A process that has not learnt yet that the master switch is on again may still hold a delivery, after the others were
// sent; and whoever turned it on may have been killed before sending them. So each process, when it learns that the
// switch is on, looks again once its own batches under way have ended.

const looksAfterMs = [2000, 30_000]

export interface StragglerRelease {
  /** Tells what the definitions say of the switch now. */
  learnt(webhooksEnabled: boolean): void
  stop(): Promise<void>
}

export function createStragglerRelease({ sql, log, workspaceId }: { sql: Sql; log: Log; workspaceId: number }): StragglerRelease {
  let known: boolean | null = null
  let timers: NodeJS.Timeout[] = []
  let looking: Promise<void> = Promise.resolve()

  function forget(): void {
    for (const timer of timers) clearTimeout(timer)
    timers = []
  }

  async function look(): Promise<void> {
    const count = await releaseHeld(sql, { workspaceId, reason: 'switch-off' })
    if (count > 0) log.info({ count }, 'deliveries that the master switch still held were sent')
  }

  return {
    learnt(webhooksEnabled) {
      if (webhooksEnabled === known) return
      known = webhooksEnabled
      forget()
      if (!webhooksEnabled) return
      timers = looksAfterMs.map((delayMs) =>
        setTimeout(() => {
          looking = look().catch((error: unknown) => log.warn({ err: error }, 'held deliveries could not be looked for'))
        }, delayMs).unref(),
      )
    },
    async stop() {
      forget()
      await looking
    },
  }
}
