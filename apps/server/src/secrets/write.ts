import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { bytesArray, plainArray, textArray } from '../db/array-literal.ts'
import { newUuid } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import type { SecretChange } from './take-secrets.ts'

/** Stores and removes secrets of a source: each replaces what its place and name had, an overlap under way included. */
export async function writeSecrets(tx: DbOrTx, ctx: Ctx, { sourceId, changes }: { sourceId: string; changes: readonly SecretChange[] }) {
  if (changes.length === 0) return
  const { workspaceId, services } = ctx
  const last = [...new Map(changes.map((change) => [JSON.stringify([change.nodeId, change.name]), change])).values()]
  await tx.execute(raw`
    DELETE FROM secrets WHERE workspace_id = ${workspaceId} AND source_id = ${sourceId}::uuid
      AND (node_id, name) IN (SELECT * FROM unnest(
        ${textArray(last.map(({ nodeId }) => nodeId))}::text[], ${textArray(last.map(({ name }) => name))}::text[]))`)
  const set = last.flatMap(({ nodeId, name, value }) => (value === null ? [] : [{ nodeId, name, sealed: services.sealer.seal(value) }]))
  if (set.length === 0) return
  const nowMs = services.clock.now()
  await tx.execute(raw`
    INSERT INTO secrets (workspace_id, source_id, id, node_id, name, sealed)
    SELECT ${workspaceId}, ${sourceId}::uuid, * FROM unnest(
      ${plainArray(set.map(() => newUuid(nowMs)))}::uuid[], ${textArray(set.map(({ nodeId }) => nodeId))}::text[],
      ${textArray(set.map(({ name }) => name))}::text[], ${bytesArray(set.map(({ sealed }) => sealed))}::bytea[])`)
}
