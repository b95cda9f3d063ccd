import type { Endpoint, endpointQuerySchema, Page, PageQuery } from '@hookline/schema'
import type { PendingQuery, Row } from 'postgres'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import type { Sql } from '../db/client.ts'
import { likePattern } from '../db/like-pattern.ts'
import { readStates } from '../health/store.ts'
import { publicId, uuidOf } from '../ids.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { readWaiting, type Waiting } from '../queue/waiting.ts'
import { notFound } from '../service-error.ts'
import { p95Of, readSums, successShareOf, sumOf } from '../stats/read-tallies.ts'
import type { Counts } from '../stats/write-tallies.ts'
import { hostOf } from './host.ts'
import { toStop } from './stop.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

interface EndpointRow {
  id: string
  url: string
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  name: string
  nodeId: string
  createdMs: number
}

/** Where calls go, the newest first, and how each did in the last 24 hours. */
export async function listEndpoints({
  ctx,
  input,
}: {
  ctx: Ctx
  input: PageQuery & z.output<typeof endpointQuerySchema>
}): Promise<Page<Endpoint>> {
  const { sql } = ctx.services.database
  const [before] = decodeCursor({ list: 'endpoints', input }, 1, isUuidKey) ?? []
  const condition = sql`
    ${before === undefined ? sql`TRUE` : sql`e.id < ${before}::uuid`}
    ${input.q === undefined ? sql`` : sql`AND e.url ILIKE ${likePattern(input.q)}`}
    ${input.sourceId === undefined ? sql`` : sql`AND e.source_id = ${uuidOf('whk', input.sourceId) ?? uuidOf('aut', input.sourceId)}::uuid`}
    ${input.stopped === undefined ? sql`` : stopped(sql)}`
  const rows = await selectEndpoints(ctx, condition, input.limit + 1)
  // Screens ask what is stopped whenever something happens, and mostly nothing is.
  if (rows.length === 0) return { items: [], nextCursor: null }
  return toPage(rows, { list: 'endpoints', input }, { item: await itemOf(ctx, rows), key: (row) => [row.id] })
}

function stopped(sql: Sql) {
  return sql`
    AND EXISTS (
      SELECT FROM endpoint_states AS s
      WHERE s.workspace_id = e.workspace_id AND s.endpoint_id = e.id AND (s.paused_at IS NOT NULL OR s.phase IS NOT NULL))`
}

/** One of them; 404 where there is none, or its source was deleted. */
export async function readEndpoint({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Endpoint> {
  const uuid = uuidOf('ep', input.id)
  const { sql } = ctx.services.database
  const [row] = uuid === null ? [] : await selectEndpoints(ctx, sql`e.id = ${uuid}::uuid`, 1)
  if (!row) throw notFound('endpoint', input.id)
  return (await itemOf(ctx, [row]))(row)
}

function selectEndpoints({ services, workspaceId }: Ctx, condition: PendingQuery<Row[]>, limit: number): Promise<EndpointRow[]> {
  return services.database.sql<EndpointRow[]>`
    SELECT e.id, e.url, e.source_kind AS "sourceKind", e.source_id AS "sourceId", e.node_id AS "nodeId",
      coalesce(w.name, a.name) AS name, extract(epoch FROM e.created_at)::float8 * 1000 AS "createdMs"
    FROM endpoints AS e
    LEFT JOIN webhooks AS w ON e.source_kind = 'webhook' AND w.workspace_id = e.workspace_id AND w.id = e.source_id
    LEFT JOIN automations AS a
      ON e.source_kind = 'automation' AND a.workspace_id = e.workspace_id AND a.id = e.source_id AND a.deleted_at IS NULL
    WHERE e.workspace_id = ${workspaceId} AND coalesce(w.id, a.id) IS NOT NULL AND ${condition}
    ORDER BY e.id DESC LIMIT ${limit}`
}

/** How rows are told with their numbers, which are read for all of them at once. */
async function itemOf({ services, workspaceId }: Ctx, rows: readonly EndpointRow[]): Promise<(row: EndpointRow) => Endpoint> {
  const { sql } = services.database
  await services.tally.flush()
  const nowMs = services.clock.now()
  const fromMs = nowMs - (nowMs % hourMs) - dayMs + hourMs
  const [sums, waiting, states] = await Promise.all([
    readSums(sql, workspaceId, { subjectIds: rows.map(({ id }) => id), fromMs }),
    readWaiting(sql, workspaceId),
    readStates(sql, workspaceId),
  ])
  const stops = new Map(states.map((state) => [state.endpointId, state]))
  return (row) => ({ ...toEndpoint(row, sums.get(row.id) ?? sumOf([]), waiting), stop: toStop(stops.get(row.id)) })
}

function toEndpoint(row: EndpointRow, counts: Counts, waiting: ReadonlyMap<string, Waiting> | null): Omit<Endpoint, 'stop'> {
  const own = waiting?.get(row.id)
  const count = (value: number | undefined) => (waiting === null ? null : (value ?? 0))
  return {
    id: publicId('ep', row.id),
    url: row.url,
    host: hostOf(row.url),
    source: {
      kind: row.sourceKind,
      id: publicId(row.sourceKind === 'webhook' ? 'whk' : 'aut', row.sourceId),
      name: row.name,
      ...(row.nodeId !== '' && { nodeId: row.nodeId }),
    },
    createdAt: new Date(row.createdMs).toISOString(),
    health: { calls: counts.calls, successShare: successShareOf(counts), undelivered: counts.undelivered, p95Ms: p95Of(counts) },
    waiting: count(own?.owed),
    held: count(own?.held),
    oldestDueMs: own?.oldestDueMs ?? null,
  }
}
