import type { Sql } from '../db/client.ts'
import type { Live } from '../live/load.ts'
import type { Log } from '../log.ts'
import { cancelHeld, cancelSourceless } from '../queue/cancel.ts'
import { releaseUnstopped } from '../queue/hold.ts'
import { cancelSourcelessRuns } from '../runs/cancel.ts'

// A batch that began before a change may add held deliveries or waiting runs after what was held was let go, and whoever made a change
// may have been killed before acting on it. So each process, when it learns that the master switch, a webhook's status
// or the sources themselves have changed, looks again once its own batches under way have ended.

const looksAfterMs = [2000, 30_000]

/** What of the definitions stops deliveries. */
type Stops = Pick<Live, 'webhooksEnabled' | 'webhooks' | 'automations'>

export interface Stragglers {
  /** Tells what the definitions say now. */
  learnt(live: Stops): void
  /** Says that what the master switch held and was made before this id is not to be sent; null: all of it is. */
  dropBefore(id: string | null): void
  stop(): Promise<void>
}

export function createStragglers({ sql, log, workspaceId }: { sql: Sql; log: Log; workspaceId: number }): Stragglers {
  let known: string | null = null
  let isOn = true
  let dropBeforeId: string | null = null
  let looking: Promise<void> = Promise.resolve()
  const timers = new Map<number, NodeJS.Timeout>()
  const onceMore = new Set<number>()

  async function look(): Promise<void> {
    if (isOn && dropBeforeId !== null) await cancelHeld(sql, { workspaceId, reason: 'switch-off', beforeId: dropBeforeId })
    const counts = { released: await releaseUnstopped(sql), cancelled: await cancelSourceless(sql), runs: await cancelSourcelessRuns(sql) }
    if (counts.released + counts.cancelled + counts.runs > 0)
      log.info(counts, 'deliveries were still held, or owed by what is no more, or runs waited for it')
  }

  // A change while a look is due does not put it off, or it might never come: it is followed by another.
  function lookAfter(delayMs: number): void {
    if (timers.has(delayMs)) {
      onceMore.add(delayMs)
      return
    }
    const timer = setTimeout(() => {
      timers.delete(delayMs)
      if (onceMore.delete(delayMs)) lookAfter(delayMs)
      looking = looking.then(look).catch((error: unknown) => log.warn({ err: error }, 'stray deliveries could not be looked for'))
    }, delayMs)
    timers.set(delayMs, timer.unref())
  }

  return {
    learnt(live) {
      const now = stopsText(live)
      if (now === known) return
      known = now
      isOn = live.webhooksEnabled
      if (!isOn) dropBeforeId = null
      for (const delayMs of looksAfterMs) lookAfter(delayMs)
    },
    dropBefore(id) {
      dropBeforeId = id
    },
    async stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      await looking
    },
  }
}

function stopsText({ webhooksEnabled, webhooks, automations }: Stops): string {
  return [webhooksEnabled, ...webhooks, ...automations].join(' ')
}
