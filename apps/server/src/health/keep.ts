import { drainedMax, tryBreaker } from '@hookline/webhook'
import type { Sql } from '../db/client.ts'
import { oneAtATime } from '../duties/one-at-a-time.ts'
import type { Log } from '../log.ts'
import { releaseFreeEndpoints } from '../queue/hold.ts'
import type { EndpointState } from './endpoint-state.ts'
import { noteDrained, releaseProbe, releaseSome } from './release.ts'
import { forgetCalls, readStates, setBreaker } from './store.ts'

const noSuccessMs = 5 * 86_400_000
const breakerCallsKeptMs = 600_000

interface Keep {
  sql: Sql
  workspaceId: number
  nowMs: number
  log: Log
  /** Whether to look for what is held for no reason any more. */
  sweeps: boolean
  /** Pauses an endpoint that had no success for days. */
  pause: (endpointId: string) => Promise<void>
}

/**
 * Moves stopped endpoints on: an open one is tried when its time is over, one that is tried gets its next delivery, one that
 * drains a few more. One process at a time: the others find the lock taken and leave it.
 */
export async function keepEndpoints(keep: Keep): Promise<void> {
  const { sql, workspaceId, nowMs, sweeps } = keep
  await oneAtATime({ sql, lock: 'endpoints', workspaceId }, async (lost) => {
    const states = await readStates(sql, workspaceId)
    for (const state of states) if (!lost.aborted) await moveOn(keep, state)
    if (!sweeps || lost.aborted) return
    await releaseFreeEndpoints(sql)
    await forgetCalls(sql, { beforeMs: nowMs - breakerCallsKeptMs })
  })
}

async function moveOn({ sql, workspaceId, nowMs, log, pause }: Keep, state: EndpointState): Promise<void> {
  const { endpointId, breaker, failingSinceMs } = state
  if (state.pause) return
  if (failingSinceMs !== null && nowMs - failingSinceMs >= noSuccessMs) return pause(endpointId)
  const tried = tryBreaker(breaker, nowMs)
  if (tried !== breaker) await setBreaker(sql, { workspaceId, endpointId, from: 'open', breaker: tried, nowMs })
  if (tried.phase === 'probing') await releaseProbe(sql, { workspaceId, endpointId, nowMs })
  if (breaker.phase === 'draining') await drain({ sql, workspaceId, nowMs, log }, { ...state, sinceMs: breaker.sinceMs })
}

async function drain(
  { sql, workspaceId, nowMs, log }: Omit<Keep, 'pause' | 'sweeps'>,
  { endpointId, drained, sinceMs }: EndpointState & { sinceMs: number },
): Promise<void> {
  const count = drainedMax(sinceMs, nowMs) - drained
  if (count <= 0) return
  const freed = await releaseSome(sql, { workspaceId, endpointId, count })
  const isDone = freed < count
  await noteDrained(sql, { workspaceId, endpointId, drained: drained + freed, isDone })
  if (!isDone) return
  log.info({ endpoint: endpointId, drained: drained + freed }, 'an endpoint works again, and everything held for it has left')
}
