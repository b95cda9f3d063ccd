import { type Secret, type SecretInput, secretsMax } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { changeLive } from '../live/change.ts'
import { writeSecrets } from '../secrets/write.ts'
import { conflict } from '../service-error.ts'
import { listSecrets } from './list.ts'
import { workspaceSourceId } from './place.ts'

/** Stores a secret under a name, sealed; one of that name is replaced, and what is rendered from now on is signed with the new value. */
export async function setSecret({ ctx, input }: { ctx: Ctx; input: SecretInput }): Promise<Secret> {
  const { name, value } = input
  const { items } = await listSecrets({ ctx })
  const isNew = items.every((secret) => secret.name !== name)
  if (isNew && items.length >= secretsMax)
    throw conflict(`There are ${secretsMax} secrets, which is the most. Delete one that nothing uses.`)
  await changeLive(ctx, async (tx) => {
    await writeSecrets(tx, ctx, { sourceId: workspaceSourceId, changes: [{ nodeId: '', name, value }] })
    await recordAudit(tx, ctx, {
      action: isNew ? 'secret.create' : 'secret.update',
      targetKind: 'secret',
      targetId: name,
      detail: { name },
    })
  })
  return { name, createdAt: new Date(ctx.services.clock.now()).toISOString() }
}
