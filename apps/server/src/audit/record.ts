import type { JsonObject } from '@hookline/schema'
import type { Actor, Ctx } from '../context.ts'
import { audit } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { tellTopics } from '../stream/tell.ts'

/** What was changed, and what of it is worth telling; never a secret. */
export interface AuditEntry {
  /** A verb and its noun, such as `campaign.create`. */
  action: string
  targetKind: string
  targetId: string
  detail?: JsonObject
}

/** The workspace, and who made the change: nothing else of an actor is kept. */
interface AuditCtx extends Pick<Ctx, 'workspaceId' | 'services'> {
  actor: Pick<Actor, 'kind' | 'id' | 'name'>
}

/** Notes a change in the transaction that makes it. */
export async function recordAudit(tx: DbOrTx, ctx: AuditCtx, { action, targetKind, targetId, detail }: AuditEntry): Promise<void> {
  const { actor, workspaceId, services } = ctx
  await tx.insert(audit).values({
    workspaceId,
    id: newUuid(services.clock.now()),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    targetKind,
    targetId,
    detail: detail ?? null,
  })
  await tellTopics(tx, targetKind)
}
