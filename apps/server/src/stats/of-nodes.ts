import { waitsAt } from '@hookline/engine'
import type { NodeStats, nodeStatsQuerySchema } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { findAutomation, publishedGraph } from '../automations/find.ts'
import { countingSince } from '../behaviour/counting-since.ts'
import type { Ctx } from '../context.ts'
import { endpoints } from '../db/schema/index.ts'
import { readWaiting } from '../queue/waiting.ts'
import { countWaiting } from '../runs/count-waiting.ts'
import { readSums, sumOf } from './read-tallies.ts'

const hourMs = 3_600_000
const windowHours = { '24h': 24, '7d': 7 * 24 } as const

type Input = z.output<typeof nodeStatsQuerySchema> & { id: string }

/** What went through the blocks of an automation in the last hours (of the clock); what nobody counts is null. */
export async function readNodeStats({ ctx, input }: { ctx: Ctx; input: Input }): Promise<NodeStats> {
  const { services, workspaceId } = ctx
  const { db, sql } = services.database
  const found = await findAutomation(db, ctx, input)
  await services.tally.flush()
  const nowMs = services.clock.now()
  const fromMs = nowMs - (nowMs % hourMs) - (windowHours[input.window] - 1) * hourMs
  const places = await db
    .select({ id: endpoints.id, nodeId: endpoints.nodeId })
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, workspaceId), eq(endpoints.sourceId, found.row.id)))
  const subjectIds = [found.row.id, ...places.map(({ id }) => id)]
  const [sums, waiting, waitingRuns, counting] = await Promise.all([
    readSums(sql, workspaceId, { subjectIds, fromMs }),
    readWaiting(sql, workspaceId),
    countWaiting(sql, workspaceId, found.row.id),
    countingSince(sql, workspaceId, found.published?.definition ?? null),
  ])
  const nodes = [...new Map([...(publishedGraph(found)?.nodes ?? []), ...found.row.draft.nodes].map((node) => [node.id, node])).values()]
  return {
    window: input.window,
    from: new Date(fromMs).toISOString(),
    nodes: nodes.map(({ id: nodeId, type }) => {
      const sinceMs = counting.get(nodeId)
      const since = sinceMs === undefined ? null : new Date(sinceMs).toISOString()
      if (type === 'trigger') {
        const matched = sums.get(found.row.id)?.events ?? 0
        return { nodeId, in: matched, out: matched, failed: null, waiting: null, held: null, countingSince: since }
      }
      if (waitsAt(type)) {
        const runs = waitingRuns.get(nodeId) ?? 0
        return {
          nodeId,
          in: null,
          out: null,
          failed: null,
          waiting: runs,
          held: found.row.status === 'active' ? 0 : runs,
          countingSince: since,
        }
      }
      if (type !== 'webhook') return { nodeId, in: null, out: null, failed: null, waiting: null, held: null, countingSince: since }
      const own = places.filter((place) => place.nodeId === nodeId)
      const done = sumOf(own.flatMap(({ id }) => sums.get(id) ?? []))
      const sumOfWaiting = (what: 'owed' | 'held') => waiting && own.reduce((sum, { id }) => sum + (waiting.get(id)?.[what] ?? 0), 0)
      const owed = sumOfWaiting('owed')
      return {
        nodeId,
        in: owed === null ? null : done.succeeded + done.undelivered + owed,
        out: done.succeeded,
        failed: done.undelivered,
        waiting: owed,
        held: sumOfWaiting('held'),
        countingSince: since,
      }
    }),
  }
}
