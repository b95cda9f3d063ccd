import { newUuid } from '../ids.ts'
import type { TestHookline } from './hookline.ts'

interface Given {
  sourceId: string
  url: string
  /** Where its row begins: due, held for a reason, or leased by a process. */
  state?: 'due' | 'switch-off' | 'webhook-inactive' | { leasedBy: string }
  count?: number
  secretHeaders?: Buffer
}

/** Puts deliveries into the queue, as another process might have left them. Out: their ids. */
export async function putOwed(app: TestHookline, { sourceId, url, state = 'due', count = 1, secretHeaders }: Given): Promise<string[]> {
  const { sql } = app.hookline.services.database
  const ids = Array.from({ length: count }, () => newUuid(Date.now()))
  const leasedBy = typeof state === 'object' ? state.leasedBy : null
  const heldReason = typeof state === 'object' || state === 'due' ? null : state
  await sql`
    INSERT INTO queue (
      workspace_id, id, message_id, event_id, event_type, user_id, source_kind, source_id, endpoint_id, method, url, headers,
      secret_headers, body, timeout_ms, success, retry, due_at, held_reason, process_id, epoch)
    SELECT 1, id, id, 'e', 'made', 'u', 'webhook', ${sourceId}::uuid, ${sourceId}::uuid, 'POST', ${url}, '[]'::json,
      ${secretHeaders ?? null}, convert_to('{}', 'UTF8'), 5000, '2xx', '{"preset":"none"}'::json,
      CASE WHEN ${leasedBy}::uuid IS NOT NULL THEN 'infinity'::timestamptz WHEN ${heldReason}::text IS NULL THEN now() END,
      ${heldReason}, ${leasedBy}::uuid, CASE WHEN ${leasedBy}::uuid IS NOT NULL THEN 1 END
    FROM unnest(${sql.array(ids)}::uuid[]) AS id`
  return ids
}
