import type { Settings, SettingsPatch } from '@hookline/schema'
import { originOf } from '@hookline/template'
import { checkUrl } from '@hookline/webhook'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { workspaces } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { invalidField, notFound } from '../service-error.ts'
import { dropBound, dropHeld, holdAll, sendHeld } from './held.ts'
import { toSettings } from './row.ts'

// The order makes the master switch safe to use. Off: the generation is bumped with it and this process has read it
// before anything is answered, so nothing new leaves; then what is owed is held. On: what is to be dropped is cancelled
// while the switch is still off, so that it cannot leave; only then the switch, and then the rest is sent.

export async function updateSettings({ ctx, input }: { ctx: Ctx; input: SettingsPatch }): Promise<Settings> {
  const { webhooksEnabled, held } = input
  checkOrigins(ctx, input.allowedOrigins ?? [])
  if (held !== undefined && webhooksEnabled !== true) {
    const message = 'says what becomes of held deliveries when the switch is turned on: send it with "webhooksEnabled": true'
    throw invalidField('held', 'held.without-on', message)
  }
  const dropped = webhooksEnabled === true ? await dropHeld(ctx, held ?? 'send') : 0
  const settings = await write(ctx, input, dropped)
  if (input.allowedOrigins !== undefined) await ctx.services.live.refresh()
  if (webhooksEnabled === undefined) return settings
  // A batch under way that still read "off" commits later than all this: what it held was made before now.
  if (webhooksEnabled) ctx.services.stragglers.dropBefore(dropBound(held ?? 'send', ctx.services.clock.now()))
  await ctx.services.live.refresh()
  if (!webhooksEnabled) await holdAll(ctx)
  else {
    // What was made between the first look and the switch is judged too.
    await dropHeld(ctx, held ?? 'send')
    await sendHeld(ctx)
  }
  ctx.services.topics.changed(['deliveries'])
  return settings
}

/** An origin that data may choose is judged like a URL that a person writes. */
function checkOrigins({ services }: Ctx, origins: readonly string[]): void {
  for (const [index, origin] of origins.entries()) {
    const path = `allowedOrigins.${index}`
    if (originOf(origin) !== origin)
      throw invalidField(path, 'origin.invalid', 'must be scheme and host in small letters, such as https://crm.example.com')
    const checked = checkUrl(`${origin}/`, services.config.allow)
    if (!checked.ok) throw invalidField(path, checked.code, `${checked.message} ${checked.fix}`)
  }
}

function write(ctx: Ctx, patch: SettingsPatch, dropped: number): Promise<Settings> {
  const { services, workspaceId, actor } = ctx
  return services.database.db.transaction(async (tx) => {
    const [before] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update')
    if (!before) throw notFound('workspace', String(workspaceId))
    const settings = {
      webhooksEnabled: patch.webhooksEnabled ?? before.webhooksEnabled,
      eventsRetentionDays: patch.eventsRetentionDays ?? before.eventsRetentionDays,
      deliveriesRetentionDays: patch.deliveriesRetentionDays ?? before.deliveriesRetentionDays,
      allowedOrigins: patch.allowedOrigins ?? before.allowedOrigins,
    }
    const switched = settings.webhooksEnabled !== before.webhooksEnabled
    const after = {
      ...settings,
      webhooksChangedAt: switched ? new Date(services.clock.now()) : before.webhooksChangedAt,
      webhooksChangedBy: switched ? actor.name : before.webhooksChangedBy,
    }
    await tx.update(workspaces).set(after).where(eq(workspaces.id, workspaceId))
    const changed = Object.entries(settings).filter(([name, value]) => before[name as keyof typeof settings] !== value)
    const detail = {
      ...Object.fromEntries(changed),
      ...(patch.held !== undefined && { held: patch.held }),
      ...(dropped > 0 && { dropped }),
    }
    await recordAudit(tx, ctx, { action: 'settings.update', targetKind: 'settings', targetId: String(workspaceId), detail })
    if (switched || patch.allowedOrigins !== undefined) await bumpGeneration(tx, workspaceId)
    return toSettings({ ...before, ...after })
  })
}
