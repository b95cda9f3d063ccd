import type { Attempt, Delivery, SentRequest } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/client.ts'
import type { StoredHeaders } from '../db/schema/delivery.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { publicId, uuidOf } from '../ids.ts'
import type { Sealer } from '../seal.ts'
import { secretMask } from '../secrets/mask.ts'
import { notFound } from '../service-error.ts'
import { userAgent } from '../version.ts'
import { bodyText } from './body-text.ts'
import { instantOf, type SummaryRow, toSummary } from './row.ts'
import { selectDeliveries } from './select.ts'

interface WholeRow extends SummaryRow {
  headers: StoredHeaders
  secretHeaders: Buffer | null
  body: Buffer | null
  errorMessage: string | null
  attemptStartedMs: number | null
  attemptDurationMs: number | null
  attemptHeaders: StoredHeaders | null
  attemptBody: Buffer | null
  attemptBodyTruncated: boolean | null
}

interface AttemptRow {
  number: number
  startedMs: number
  durationMs: number
  status: number | null
  headers: StoredHeaders | null
  body: Buffer | null
  bodyTruncated: boolean
  error: string | null
  errorMessage: string | null
}

/** A delivery with its request as it is sent, and every attempt. */
export async function readDelivery({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Delivery> {
  const { services, workspaceId } = ctx
  const id = uuidOf('dlv', input.id)
  if (id === null) throw notFound('delivery', input.id)
  return inSnapshot(services.database.sql, async (tx) => {
    const row = await findDelivery(tx, workspaceId, id)
    if (!row) throw notFound('delivery', input.id)
    const earlier = await tx<AttemptRow[]>`
      SELECT number, extract(epoch FROM started_at)::float8 * 1000 AS "startedMs", duration_ms AS "durationMs", status, headers, body,
        body_truncated AS "bodyTruncated", error, error_message AS "errorMessage"
      FROM attempts WHERE workspace_id = ${workspaceId} AND delivery_id = ${id}::uuid ORDER BY number`
    return {
      ...toSummary(row),
      ...(row.errorMessage !== null && { errorMessage: row.errorMessage }),
      request: toRequest(row, services.sealer),
      attempts: [...earlier, ...lastAttempt(row)].map(toAttempt),
    }
  })
}

async function findDelivery(tx: Tx, workspaceId: number, id: string): Promise<WholeRow | undefined> {
  const where = tx`id = ${id}::uuid`
  const whole = tx`, headers, secret_headers AS "secretHeaders", body`
  const [owed] = await selectDeliveries<WholeRow>(tx, {
    ...{ table: 'queue', workspaceId, where, limit: 1 },
    more: tx`${whole}, NULL AS "errorMessage", NULL AS "attemptStartedMs"`,
  })
  if (owed) return owed
  const [done] = await selectDeliveries<WholeRow>(tx, {
    ...{ table: 'deliveries', workspaceId, where, limit: 1 },
    more: tx`${whole}, error_message AS "errorMessage", extract(epoch FROM attempt_started_at)::float8 * 1000 AS "attemptStartedMs",
      attempt_duration_ms AS "attemptDurationMs", attempt_headers AS "attemptHeaders", attempt_body AS "attemptBody",
      attempt_body_truncated AS "attemptBodyTruncated"`,
  })
  return done
}

/** The attempt that a done delivery ended with; it stands in the delivery's own row. */
function lastAttempt(row: WholeRow): AttemptRow[] {
  if (row.attemptStartedMs === null) return []
  const { attempts: number, lastStatus: status, error, errorMessage, attemptStartedMs: startedMs } = row
  const answered = { headers: row.attemptHeaders, body: row.attemptBody, bodyTruncated: row.attemptBodyTruncated === true }
  return [{ number, status, error, errorMessage, startedMs, durationMs: row.attemptDurationMs ?? 0, ...answered }]
}

/** The request as it is sent but for what is made anew for each attempt: the time, and the signature. */
function toRequest(row: WholeRow, sealer: Sealer): SentRequest {
  const secret = row.secretHeaders ? (JSON.parse(sealer.open(row.secretHeaders)) as StoredHeaders) : []
  return {
    method: row.method,
    url: row.url,
    headers: [
      ...row.headers.map(([name, value]) => ({ name, value })),
      ...secret.map(([name]) => ({ name, value: secretMask, secret: true })),
      { name: 'user-agent', value: userAgent },
      { name: 'webhook-id', value: publicId('msg', row.messageId) },
    ],
    ...(row.body === null ? { body: null } : bodyText(row.body)),
  }
}

function toAttempt(row: AttemptRow): Attempt {
  return {
    number: row.number,
    startedAt: instantOf(row.startedMs),
    durationMs: row.durationMs,
    ...(row.status !== null && { status: row.status }),
    ...(row.headers !== null && { headers: row.headers.map(([name, value]) => ({ name, value })) }),
    ...(row.body !== null && bodyText(row.body, row.bodyTruncated)),
    ...(row.bodyTruncated && { bodyTruncated: true }),
    ...(row.error !== null && { error: row.error }),
    ...(row.errorMessage !== null && { errorMessage: row.errorMessage }),
  }
}
