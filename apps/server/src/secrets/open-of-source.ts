import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { openSecrets } from '../live/open-secrets.ts'

/** The secrets of a webhook or an automation that are in force, opened: those of its draft too, which nothing live has. */
export async function openSecretsOf({ services, workspaceId }: Ctx, sourceId: string): Promise<ReturnType<typeof openSecrets>> {
  const rows = await services.database.db.execute<{ sourceId: string; nodeId: string; name: string; sealed: Buffer }>(raw`
    SELECT source_id AS "sourceId", node_id AS "nodeId", name, sealed FROM secrets
    WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId}::uuid AND (expires_at IS NULL OR expires_at > now()) ORDER BY id DESC`)
  return openSecrets(rows, services.sealer)
}
