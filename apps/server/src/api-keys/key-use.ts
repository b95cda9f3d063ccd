import type { Clock } from '../clock.ts'
import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'

// When a key was last used is kept in memory and written by a timer: no request waits for it, and a busy key costs one
// row a minute.

const flushEveryMs = 5000
const writeEveryMs = 60_000

/** Notes which keys are used. */
export interface KeyUse {
  used(keyId: string): void
  /** Writes the uses that are due: each key at most once a minute. */
  flush(): Promise<void>
  stop(): Promise<void>
}

interface Use {
  atMs: number
  writtenMs: number
}

export function createKeyUse({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): KeyUse {
  const uses = new Map<string, Use>()

  async function write(isDue: (use: Use) => boolean): Promise<void> {
    const due = [...uses].filter(([, use]) => use.atMs > use.writtenMs && isDue(use)).sort(([a], [b]) => (a < b ? -1 : 1))
    if (due.length === 0) return
    const written = due.map(([id, use]) => ({ id, use, atMs: use.atMs }))
    await sql`
      UPDATE api_keys SET last_used_at = greatest(last_used_at, to_timestamp(used.at_ms / 1000))
      FROM unnest(${plainArray(written.map(({ id }) => id))}::uuid[], ${plainArray(written.map(({ atMs }) => atMs))}::float8[]) AS used (id, at_ms)
      WHERE api_keys.id = used.id`
    for (const { use, atMs } of written) use.writtenMs = atMs
  }

  const flush = () => write((use) => use.atMs - use.writtenMs >= writeEveryMs)
  const timer = setInterval(() => {
    flush().catch((error: unknown) => log.warn({ err: error }, 'the use of API keys could not be noted; trying again'))
  }, flushEveryMs)
  timer.unref()

  return {
    used(keyId) {
      const use = uses.get(keyId)
      if (use) use.atMs = clock.now()
      else uses.set(keyId, { atMs: clock.now(), writtenMs: Number.NEGATIVE_INFINITY })
    },
    flush,
    async stop() {
      clearInterval(timer)
      await write(() => true)
    },
  }
}
