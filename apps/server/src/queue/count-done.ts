import type { PendingQuery, Row } from 'postgres'
import type { Sql, Tx } from '../db/client.ts'

/** What a statement that writes the history returns of each row, for `countDone`. */
export function countedColumns(sql: Sql | Tx): PendingQuery<Row[]> {
  return sql`workspace_id, id, endpoint_id, event_type, campaign_id, status, error, source_kind, source_id, node_id`
}

/**
 * The part of a statement that counts the rows which another part of it, `written`, put into the history (`add` 1) or took
 * out of it (-1): by cohort and minute, as new rows beside each other, so that no two statements wait for one another.
 */
export function countDone(sql: Sql | Tx, written: string, add: 1 | -1 = 1): PendingQuery<Row[]> {
  return sql`
    INSERT INTO cohort_additions (
      workspace_id, endpoint_id, event_type, campaign_id, status, error, at, source_kind, source_id, node_id, last_id, count)
    SELECT workspace_id, endpoint_id, event_type, campaign_id, status, error, date_trunc('minute', uuid_extract_timestamp(id)),
      any_value(source_kind), any_value(source_id), any_value(node_id), any_value(id), ${add}::int * count(*)
    FROM ${sql(written)} GROUP BY 1, 2, 3, 4, 5, 6, 7`
}
