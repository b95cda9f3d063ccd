import type { RotateSecretInput, Webhook } from '@hookline/schema'
import { sql as raw } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { secrets } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { changeLive } from '../live/change.ts'
import { readSigningSecret } from '../secrets/signing-secret.ts'
import { signingName } from '../secrets/take-secrets.ts'
import { conflict, invalidFields } from '../service-error.ts'
import { findWebhook } from './find.ts'
import { toWebhook } from './row.ts'

/**
 * Replaces the signing secret. The former one signs beside it for the overlap, so that the receiver can change over at any
 * time of it: each call then carries two signatures, the new one first.
 */
export async function rotateSecret({ ctx, input }: { ctx: Ctx; input: RotateSecretInput & { id: string } }): Promise<Webhook> {
  const { services, workspaceId } = ctx
  const read = readSigningSecret(input.secret ?? 'generate', 'secret')
  if (!read.ok) throw invalidFields([read.error])
  return changeLive(ctx, async (tx) => {
    const { row, hasSecret } = await findWebhook(tx, ctx, { id: input.id, lock: true })
    if (!hasSecret) throw conflict('This webhook has no signing secret to rotate. Set one with PATCH { "secret": "generate" }.')
    const place = raw`workspace_id = ${workspaceId} AND source_id = ${row.id}::uuid AND node_id = '' AND name = ${signingName}`
    await tx.execute(raw`
      UPDATE secrets SET expires_at = now() + make_interval(secs => ${input.overlapHours * 3600})
      WHERE ${place} AND expires_at IS NULL`)
    const sealed = services.sealer.seal(read.secret)
    const id = newUuid(services.clock.now())
    await tx.insert(secrets).values({ workspaceId, id, sourceId: row.id, nodeId: '', name: signingName, sealed })
    const detail = { name: row.name, overlapHours: input.overlapHours }
    await recordAudit(tx, ctx, { action: 'webhook.rotate-secret', targetKind: 'webhook', targetId: publicId('whk', row.id), detail })
    return toWebhook(row, { hasSecret: true, secret: read.secret })
  })
}
