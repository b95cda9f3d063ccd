import { countersOf, type Definition, type Subscription, subscriptionDefinition } from '@hookline/engine'
import type { Ctx } from '../context.ts'
import { behaviourCounters } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { fillKind } from './fill.ts'

/**
 * From so long after the publishing on, every process counts by itself: those that judge by older definitions for a moment,
 * or whose clocks go a little wrong, do so before it.
 */
const countedAfterMs = 2000
/** The job counts what came before when every batch of that time is committed. */
const filledAfterMs = 20_000

/** Makes the counters that a definition needs and that nobody needed before; a job counts what was stored already. */
export async function ensureCounters(tx: DbOrTx, ctx: Ctx, definition: Definition): Promise<void> {
  const { clock, jobs } = ctx.services
  const needed = countersOf(definition)
  if (needed.length === 0) return
  const countedFrom = new Date(clock.now() + countedAfterMs)
  const made = await tx
    .insert(behaviourCounters)
    .values(
      needed.map(({ id: key, eventType, where }) => ({
        ...{ workspaceId: ctx.workspaceId, id: newUuid(clock.now()), key, eventType, where, countedFrom },
      })),
    )
    .onConflictDoNothing()
    .returning({ id: behaviourCounters.id })
  const startAfter = new Date(countedFrom.getTime() + filledAfterMs)
  for (const { id } of made) await jobs.send(tx, { kind: fillKind, data: { workspaceId: ctx.workspaceId, counterId: id }, startAfter })
}

/** The same for a webhook's condition. */
export async function ensureWebhookCounters(tx: DbOrTx, ctx: Ctx, webhook: Subscription): Promise<void> {
  if (webhook.condition) await ensureCounters(tx, ctx, subscriptionDefinition(webhook))
}
