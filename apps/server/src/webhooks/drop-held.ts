import type { WebhookPatch } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { uuidFloor } from '../ids.ts'
import { requireMatch } from '../if-match.ts'
import { cancelHeld } from '../queue/cancel.ts'
import { invalidField } from '../service-error.ts'
import { findWebhook } from './find.ts'
import { lastChangedBy } from './last-changed-by.ts'

interface HeldDrop {
  id: string
  patch: Pick<WebhookPatch, 'held' | 'status'>
  ifMatch: string | undefined
}

/**
 * Cancels what an inactive webhook held and is not to send, before it is made active: while it is inactive nothing of it
 * can leave. `held` stands beside the status alone, so that nothing is dropped for a change that is then refused.
 * Out: how many.
 */
export async function dropHeld(ctx: Ctx, { id, patch, ifMatch }: HeldDrop): Promise<number> {
  const { held } = patch
  if (held === undefined) return 0
  if (patch.status !== 'active' || Object.keys(patch).some((field) => field !== 'held' && field !== 'status')) {
    const message = 'says what becomes of held deliveries when the webhook is made active: send it with "status": "active" and nothing else'
    throw invalidField('held', 'held.without-active', message)
  }
  const { db, background } = ctx.services.database
  const { row } = await findWebhook(db, ctx, { id })
  requireMatch({ ifMatch, row, what: 'webhook', updatedBy: await lastChangedBy(db, ctx, row.id) })
  if (held === 'send' || row.status === 'active') return 0
  const beforeId = held === 'drop' ? undefined : uuidFloor(Date.parse(held.since))
  return cancelHeld(background, { workspaceId: ctx.workspaceId, sourceId: row.id, reason: 'webhook-inactive', beforeId })
}
