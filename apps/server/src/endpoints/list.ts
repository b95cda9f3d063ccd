import type { Endpoint, endpointQuerySchema, Page, PageQuery } from '@hookline/schema'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { likePattern } from '../db/like-pattern.ts'
import { publicId } from '../ids.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { readWaiting, type Waiting } from '../queue/waiting.ts'
import { p95Of, readSums, successShareOf, sumOf } from '../stats/read-tallies.ts'
import type { Counts } from '../stats/write-tallies.ts'
import { hostOf } from './host.ts'

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

/** Where calls go, the newest first, and how each did in the last 24 hours; `q` is a part of a URL. */
export async function listEndpoints({
  ctx,
  input,
}: {
  ctx: Ctx
  input: PageQuery & z.output<typeof endpointQuerySchema>
}): Promise<Page<Endpoint>> {
  const { services, workspaceId } = ctx
  const { sql } = services.database
  const [before] = decodeCursor(input.cursor, 1, isUuidKey) ?? []
  const rows = await sql<EndpointRow[]>`
    SELECT e.id, e.url, e.source_kind AS "sourceKind", e.source_id AS "sourceId", e.node_id AS "nodeId",
      coalesce(w.name, a.name) AS name, extract(epoch FROM e.created_at)::float8 * 1000 AS "createdMs"
    FROM endpoints AS e
    LEFT JOIN webhooks AS w ON e.source_kind = 'webhook' AND w.workspace_id = e.workspace_id AND w.id = e.source_id
    LEFT JOIN automations AS a
      ON e.source_kind = 'automation' AND a.workspace_id = e.workspace_id AND a.id = e.source_id AND a.deleted_at IS NULL
    WHERE e.workspace_id = ${workspaceId} AND coalesce(w.id, a.id) IS NOT NULL
      ${before === undefined ? sql`` : sql`AND e.id < ${before}::uuid`}
      ${input.q === undefined ? sql`` : sql`AND e.url ILIKE ${likePattern(input.q)}`}
    ORDER BY e.id DESC LIMIT ${input.limit + 1}`
  await services.tally.flush()
  const nowMs = services.clock.now()
  const fromMs = nowMs - (nowMs % hourMs) - dayMs + hourMs
  const [sums, waiting] = await Promise.all([
    readSums(sql, workspaceId, { subjectIds: rows.map(({ id }) => id), fromMs }),
    readWaiting(sql, workspaceId),
  ])
  return toPage(rows, input.limit, { item: (row) => toEndpoint(row, sums.get(row.id) ?? sumOf([]), waiting), key: (row) => [row.id] })
}

function toEndpoint(row: EndpointRow, counts: Counts, waiting: ReadonlyMap<string, Waiting> | null): Endpoint {
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
