import type { Row as AnyRow, PendingQuery } from 'postgres'
import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { IdRange } from '../newest-first.ts'
import type { SummaryRow } from './row.ts'

// A delivery is in exactly one of two tables: `queue` while it is owed, `deliveries` when it is done.

export type DeliveryTable = 'queue' | 'deliveries'
/** A part of a query. */
export type Fragment = PendingQuery<AnyRow[]>
/** A condition, made anew wherever it stands. */
export type Condition = (sql: Sql | Tx) => Fragment

export interface Selection {
  table: DeliveryTable
  workspaceId: number
  where: Fragment
  limit: number
  order?: 'newest' | 'oldest'
  /** Ranges of ids that are looked into, and nothing else. */
  ranges?: readonly IdRange[]
  /** Columns beside those of the summary. */
  more?: Fragment
}

/** Reads deliveries of one table, the newest first unless asked otherwise, with the names of their sources. */
export function selectDeliveries<Row extends SummaryRow = SummaryRow>(sql: Sql | Tx, selection: Selection): Promise<Row[]> {
  const { table, workspaceId, more = sql`` } = selection
  const direction = selection.order === 'oldest' ? sql`ASC` : sql`DESC`
  return sql<Row[]>`
    SELECT found.*, coalesce(webhooks.name, automations.name) AS "sourceName"
    FROM (
      SELECT
        id, message_id AS "messageId", event_id AS "eventId", event_type AS "eventType", user_id AS "userId",
        campaign_id AS "campaignId", source_kind AS "sourceKind", source_id AS "sourceId", node_id AS "nodeId", version,
        endpoint_id AS "endpointId", method, url, attempts, resent_from AS "resentFrom", last_status AS "lastStatus",
        ${table === 'queue' ? owedColumns(sql) : doneColumns(sql)} ${more}
      FROM ${rowsOf(sql, selection, direction)}
    ) AS found
    LEFT JOIN webhooks ON found."sourceKind" = 'webhook' AND webhooks.workspace_id = ${workspaceId} AND webhooks.id = found."sourceId"
    LEFT JOIN automations ON found."sourceKind" = 'automation' AND automations.workspace_id = ${workspaceId}
      AND automations.id = found."sourceId" AND automations.deleted_at IS NULL
    ORDER BY found.id ${direction}`
}

function rowsOf(sql: Sql | Tx, { table, workspaceId, where, limit, ranges }: Selection, direction: Fragment): Fragment {
  const rows = (range: Fragment) => sql`
    SELECT * FROM ${sql(table)} WHERE workspace_id = ${workspaceId} AND ${range} AND ${where} ORDER BY id ${direction} LIMIT ${limit}`
  if (ranges === undefined) return sql`(${rows(sql`true`)}) AS rows`
  const bounds = (pick: (range: IdRange) => string | null) => plainArray(ranges.map(pick))
  return sql`(
    SELECT each.* FROM unnest(${bounds(({ from }) => from)}::uuid[], ${bounds(({ before }) => before)}::uuid[]) AS stretch (low, high)
    CROSS JOIN LATERAL (${rows(sql`id >= low AND id < high`)}) AS each
    ORDER BY id ${direction} LIMIT ${limit}) AS rows`
}

function owedColumns(sql: Sql | Tx): Fragment {
  return sql`
    CASE WHEN due_at IS NULL THEN 'held' ELSE 'pending' END AS status, held_reason AS "heldReason", last_error AS error,
    NULL::float8 AS "finishedMs", CASE WHEN due_at < 'infinity' THEN extract(epoch FROM due_at)::float8 * 1000 END AS "dueMs"`
}

function doneColumns(sql: Sql | Tx): Fragment {
  return sql`
    status, NULL AS "heldReason", error, extract(epoch FROM finished_at)::float8 * 1000 AS "finishedMs", NULL::float8 AS "dueMs"`
}

/** All conditions together. */
export function allOf(sql: Sql | Tx, conditions: readonly Fragment[]): Fragment {
  return conditions.reduce((all, condition) => sql`${all} AND ${condition}`, sql`true`)
}

/** At least one of the conditions. */
export function anyOf(sql: Sql | Tx, conditions: readonly Fragment[]): Fragment {
  return sql`(${conditions.reduce((all, condition) => sql`${all} OR ${condition}`, sql`false`)})`
}
