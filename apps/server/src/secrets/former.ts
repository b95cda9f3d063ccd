import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { plainArray } from '../db/array-literal.ts'
import { signingName } from './take-secrets.ts'

/** Until when a former signing secret of webhooks signs beside the new one; those that have none are not there. */
export async function formerSecretEnds({ services, workspaceId }: Ctx, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await services.database.db.execute<{ sourceId: string; endMs: number }>(raw`
    SELECT source_id AS "sourceId", extract(epoch FROM max(expires_at))::float8 * 1000 AS "endMs" FROM secrets
    WHERE workspace_id = ${workspaceId} AND source_id = ANY (${plainArray(sourceIds)}::uuid[]) AND name = ${signingName} AND expires_at > now()
    GROUP BY source_id`)
  return new Map(rows.map(({ sourceId, endMs }) => [sourceId, new Date(endMs).toISOString()]))
}
