import { sql as raw } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import type { DbOrTx } from '../live/bump.ts'
import { changeLive } from '../live/change.ts'
import { writeSecrets } from '../secrets/write.ts'
import { conflict, notFound } from '../service-error.ts'
import { listSecrets } from './list.ts'
import { workspaceSourceId } from './place.ts'

/** Deletes a secret that no webhook and no automation signs with. */
export async function removeSecret({ ctx, input: { name } }: { ctx: Ctx; input: { name: string } }): Promise<void> {
  const { items } = await listSecrets({ ctx })
  if (items.every((secret) => secret.name !== name)) throw notFound('secret', name)
  await changeLive(ctx, async (tx) => {
    const users = await usersOf(tx, ctx, name)
    if (users.length > 0)
      throw conflict(`"${name}" signs what ${users.map((user) => `"${user}"`).join(', ')} sends. Take it out there first.`)
    await writeSecrets(tx, ctx, { sourceId: workspaceSourceId, changes: [{ nodeId: '', name, value: null }] })
    await recordAudit(tx, ctx, { action: 'secret.remove', targetKind: 'secret', targetId: name, detail: { name } })
  })
}

/** Who speaks of it, found by text: it may name one too many, never one too few. */
async function usersOf(tx: DbOrTx, { workspaceId }: Ctx, name: string): Promise<string[]> {
  const speaks = (column: string) => raw`strpos(${raw.raw(column)}, 'hmacSha256') > 0 AND strpos(${raw.raw(column)}, ${name}) > 0`
  const rows = await tx.execute<{ name: string }>(raw`
    SELECT name FROM webhooks WHERE workspace_id = ${workspaceId} AND ${speaks('request::text')}
    UNION SELECT a.name FROM automations AS a LEFT JOIN automation_versions AS v
      ON v.workspace_id = a.workspace_id AND v.automation_id = a.id AND v.version = a.published_version
    WHERE a.workspace_id = ${workspaceId} AND a.deleted_at IS NULL
      AND ((${speaks('a.draft::text')}) OR (${speaks('v.definition::text')}))
    ORDER BY name LIMIT 5`)
  return rows.map((row) => row.name)
}
