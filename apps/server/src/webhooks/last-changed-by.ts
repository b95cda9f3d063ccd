import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { publicId } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'

/** Who changed a webhook last, or made it: the audit trail knows. */
export async function lastChangedBy(tx: DbOrTx, { workspaceId }: Ctx, id: string): Promise<string> {
  const [row] = await tx.execute<{ by: string }>(raw`
    SELECT actor_name AS by FROM audit
    WHERE workspace_id = ${workspaceId} AND target_kind = 'webhook' AND target_id = ${publicId('whk', id)}
      AND action IN ('webhook.create', 'webhook.update')
    ORDER BY id DESC LIMIT 1`)
  return row?.by ?? 'Somebody'
}
