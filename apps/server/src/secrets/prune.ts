import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { textArray } from '../db/array-literal.ts'
import type { DbOrTx } from '../live/bump.ts'
import { signingName } from './take-secrets.ts'

// A delivery is signed when it is tried, maybe long after its block was removed: 50 own delays of 7 days at most.
const owedDaysMax = 50 * 7

/** A secret by its block ('' for a webhook) and name. */
export interface SecretName {
  nodeId: string
  name: string
}

/**
 * Removes the secrets of a source that are no longer spoken of, once its blocks are `nodeIds`. The signing secret of a
 * block that is gone but still owes deliveries is kept for them, as long as any can be owed; nothing else finds it.
 */
export async function retireSecrets(
  tx: DbOrTx,
  ctx: Ctx,
  { sourceId, used, nodeIds }: { sourceId: string; used: readonly SecretName[]; nodeIds: readonly string[] },
): Promise<void> {
  const rows = await tx.execute<{ nodeId: string }>(raw`
    UPDATE secrets SET expires_at = coalesce(expires_at, now() + make_interval(days => ${owedDaysMax}))
    WHERE workspace_id = ${ctx.workspaceId} AND source_id = ${sourceId}::uuid AND name = ${signingName}
      AND node_id <> ALL (${textArray(nodeIds)}::text[])
      AND EXISTS (SELECT FROM queue WHERE queue.workspace_id = secrets.workspace_id
        AND queue.source_id = secrets.source_id AND queue.node_id = secrets.node_id)
    RETURNING node_id AS "nodeId"`)
  const kept = rows.map(({ nodeId }) => ({ nodeId, name: signingName }))
  await pruneSecrets(tx, ctx, { sourceId, used: [...used, ...kept] })
}

/** Removes the secrets of a source but those that are still spoken of; with an empty `used`, all of them. */
export async function pruneSecrets(
  tx: DbOrTx,
  { workspaceId }: Ctx,
  { sourceId, used }: { sourceId: string; used: readonly SecretName[] },
): Promise<void> {
  await tx.execute(raw`
    DELETE FROM secrets WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId}::uuid
      AND (node_id, name) NOT IN (SELECT * FROM unnest(
        ${textArray(used.map(({ nodeId }) => nodeId))}::text[], ${textArray(used.map(({ name }) => name))}::text[]))`)
}
