import type { EchoAnswer } from '@hookline/schema'
import { bytesArray, plainArray, textArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import { echoRequestsShown } from './limits.ts'

/** A request as it came in. `query` is what stood behind the question mark, `headers` are names and values as sent. */
export interface EchoIncoming {
  secret: string
  method: string
  path: string
  query: string
  headers: [string, string][]
  body: Buffer
}

export interface FoundBucket {
  secret: string
  answer: EchoAnswer
  /** `last_used_at` is unknown or more than a minute old. */
  isTouchDue: boolean
}

const touchSeconds = 60

/** The buckets of these secrets that exist. */
export async function findBuckets(
  sql: Sql,
  workspaceId: number,
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): Promise<FoundBucket[]> {
  return sql<FoundBucket[]>`
    SELECT secret, answer, last_used_at IS NULL OR last_used_at < to_timestamp(${nowMs / 1000 - touchSeconds}::float8) AS "isTouchDue"
    FROM echo_buckets WHERE workspace_id = ${workspaceId} AND secret = ANY(${textArray(secrets)}::text[])`
}

/** Stores what came in, all of a batch in one statement. */
export async function insertEchoRequests(
  sql: Sql,
  workspaceId: number,
  rows: readonly { id: string; request: EchoIncoming }[],
): Promise<void> {
  const texts = (pick: (request: EchoIncoming) => string) => textArray(rows.map(({ request }) => pick(request)))
  await sql`
    INSERT INTO echo_requests (workspace_id, secret, id, method, path, query, headers, body)
    SELECT ${workspaceId}, secret, id, method, path, query, headers::json, body
    FROM unnest(
      ${texts(({ secret }) => secret)}::text[], ${plainArray(rows.map(({ id }) => id))}::uuid[], ${texts(({ method }) => method)}::text[],
      ${texts(({ path }) => path)}::text[], ${texts(({ query }) => query)}::text[],
      ${texts(({ headers }) => JSON.stringify(headers))}::text[], ${bytesArray(rows.map(({ request }) => request.body))}::bytea[]
    ) AS t (secret, id, method, path, query, headers, body)`
}

/** Notes that buckets are in use. One that another process notes at this moment is left to it. */
export async function touchBuckets(
  sql: Sql,
  workspaceId: number,
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): Promise<void> {
  if (secrets.length === 0) return
  await sql`
    UPDATE echo_buckets SET last_used_at = to_timestamp(${nowMs / 1000}::float8)
    WHERE workspace_id = ${workspaceId} AND secret IN (
      SELECT secret FROM echo_buckets WHERE workspace_id = ${workspaceId} AND secret = ANY(${textArray(secrets)}::text[]) FOR UPDATE SKIP LOCKED)`
}

/** Deletes what these buckets no longer show. */
export async function trimBuckets(sql: Sql, workspaceId: number, secrets: readonly string[]): Promise<void> {
  if (secrets.length === 0) return
  await sql`
    DELETE FROM echo_requests USING (
      SELECT bucket.secret, (
        SELECT id FROM echo_requests WHERE workspace_id = ${workspaceId} AND echo_requests.secret = bucket.secret
        ORDER BY id DESC OFFSET ${echoRequestsShown - 1} LIMIT 1) AS oldest
      FROM unnest(${textArray([...secrets].sort())}::text[]) AS bucket (secret)) AS kept
    WHERE workspace_id = ${workspaceId} AND echo_requests.secret = kept.secret AND id < kept.oldest`
}
