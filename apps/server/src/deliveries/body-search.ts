import { bodySearchHoursMax, type DeliveryFilter } from '@hookline/schema'
import type { Sql, Tx } from '../db/client.ts'
import { invalidField } from '../service-error.ts'
import type { DeliveryTable, Fragment } from './select.ts'

const hourMs = 3_600_000
/** Times are of the caller's clock, and a page rounds them to the minute. */
const slackMs = 120_000

/** 422 unless the filter has a range of time that bodies are searched in: no index helps there, each one is read. */
export function checkBodyWindow({ from, to }: Pick<DeliveryFilter, 'from' | 'to'>, nowMs: number): void {
  const endMs = to === undefined ? nowMs : Math.min(Date.parse(to), nowMs)
  if (from !== undefined && endMs - Date.parse(from) <= bodySearchHoursMax * hourMs + slackMs) return
  throw invalidField(
    'query.body',
    'body.window',
    `is searched for within one day only, because every body of it is read: give "from", and "to" at most ${bodySearchHoursMax} hours later`,
  )
}

/** Deliveries with a text, exactly so, in the body that was sent or in what was answered to any attempt. */
export function bodyCondition(workspaceId: number, text: string): (sql: Sql | Tx, table: DeliveryTable) => Fragment {
  const bytes = Buffer.from(text, 'utf8')
  return (sql, table) => sql`(
    position(${bytes}::bytea IN body) > 0
    ${table === 'queue' ? sql`` : sql`OR position(${bytes}::bytea IN attempt_body) > 0`}
    OR (attempts > ${table === 'queue' ? 0 : 1} AND EXISTS (
      SELECT FROM attempts AS earlier
      WHERE earlier.workspace_id = ${workspaceId} AND earlier.delivery_id = ${sql(table)}.id AND position(${bytes}::bytea IN earlier.body) > 0)))`
}
