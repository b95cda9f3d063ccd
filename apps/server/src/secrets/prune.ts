import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { textArray } from '../db/array-literal.ts'
import type { DbOrTx } from '../live/bump.ts'

/** Removes the secrets of a source but those that are still spoken of; with an empty `used`, all of them. */
export async function pruneSecrets(
  tx: DbOrTx,
  { workspaceId }: Ctx,
  { sourceId, used }: { sourceId: string; used: readonly { nodeId: string; name: string }[] },
): Promise<void> {
  await tx.execute(raw`
    DELETE FROM secrets WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId}::uuid
      AND (node_id, name) NOT IN (SELECT * FROM unnest(
        ${textArray(used.map(({ nodeId }) => nodeId))}::text[], ${textArray(used.map(({ name }) => name))}::text[]))`)
}
