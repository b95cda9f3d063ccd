import { ownEventTypePrefix } from '@hookline/schema'
import type { PendingQuery, Row } from 'postgres'
import type { Sql, Tx } from '../db/client.ts'

// Parts of the statements that end deliveries and pause endpoints: what Hookline says about it is owed with it, or not at all.

type Fragment = PendingQuery<Row[]>

/** Owes an event for each delivery of \`from\`; none for those that Hookline's own events caused. */
export function oweUndelivered(sql: Sql | Tx, from: Fragment): Fragment {
  return sql`, owed_undelivered AS (
      INSERT INTO owed_events (workspace_id, kind, ref_id)
      SELECT workspace_id, 'undelivered', id FROM ${from} AND NOT starts_with(event_type, ${ownEventTypePrefix})
    )`
}

/** Pauses endpoints that are not paused: rows of \`workspace_id\`, \`endpoint_id\`, \`at\`, \`reason\` and \`by\`. Gives what it paused. */
export function pauseEndpoints(sql: Sql | Tx, rows: Fragment): Fragment {
  return sql`
      INSERT INTO endpoint_states AS s (workspace_id, endpoint_id, paused_at, paused_reason, paused_by) ${rows}
      ON CONFLICT (workspace_id, endpoint_id) DO UPDATE SET
        paused_at = excluded.paused_at, paused_reason = excluded.paused_reason, paused_by = excluded.paused_by
      WHERE s.paused_at IS NULL
      RETURNING workspace_id, endpoint_id, paused_at, paused_reason, paused_by`
}

/** Owes an event for each endpoint of \`paused\` that nobody paused by hand. */
export function owePaused(sql: Sql | Tx): Fragment {
  return sql`owed_paused AS (
      INSERT INTO owed_events (workspace_id, kind, ref_id, at, reason)
      SELECT workspace_id, 'paused', endpoint_id, paused_at, paused_reason FROM paused WHERE paused_by IS NULL
    )`
}
