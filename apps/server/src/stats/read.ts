import type { Stats, StatsQuery } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { publicId } from '../ids.ts'
import { pendingByMinute } from '../queue/pending-by-minute.ts'
import { listAttention } from './attention.ts'
import { measure, p95Of, readCallsOfAutomations, readSteps, successShareOf } from './read-tallies.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const busiestMax = 5
const windows = {
  '1h': { span: 'minute', stepMs: minuteMs, steps: 60 },
  '24h': { span: 'hour', stepMs: hourMs, steps: 24 },
} as const

/** What Home shows: read from counts of minutes and hours, so that it costs the same with any traffic. */
export async function readStats({ ctx, input }: { ctx: Ctx; input: StatsQuery }): Promise<Stats> {
  const { services, workspaceId } = ctx
  const { sql } = services.database
  await services.tally.flush()
  const nowMs = services.clock.now()
  const window = windowOf(input.window, nowMs)
  const hour = windowOf('1h', nowMs)
  const [steps, minutes, pending, busiest, needsAttention] = await Promise.all([
    readSteps(sql, workspaceId, window),
    readSteps(sql, workspaceId, hour),
    pendingByMinute(sql, workspaceId, hour),
    readCallsOfAutomations(sql, workspaceId, { fromMs: windowOf('24h', nowMs).fromMs, ids: null, limit: busiestMax }),
    listAttention({ ctx, input: { nowMs } }),
  ])
  return {
    window: input.window,
    from: new Date(window.fromMs).toISOString(),
    stepSeconds: window.stepMs / 1000,
    events: measure(steps, ({ events }) => events),
    calls: measure(steps, ({ calls }) => calls),
    successShare: measure(steps, successShareOf),
    p95Ms: measure(steps, p95Of),
    needsAttention,
    busiest: busiest.map(({ id, name, ...counts }) => ({
      ...{ id: publicId('aut', id), name, calls: counts.calls },
      successShare: successShareOf(counts),
    })),
    lastHour: {
      from: new Date(hour.fromMs).toISOString(),
      stepSeconds: hour.stepMs / 1000,
      succeeded: minutes.map(({ succeeded }) => succeeded),
      undelivered: minutes.map(({ undelivered }) => undelivered),
      pending,
    },
  }
}

/** The last steps of the clock, the present one included. */
function windowOf(name: StatsQuery['window'], nowMs: number) {
  const { span, stepMs, steps } = windows[name]
  return { span, stepMs, steps, fromMs: nowMs - (nowMs % stepMs) - (steps - 1) * stepMs }
}
