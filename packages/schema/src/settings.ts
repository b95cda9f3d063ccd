import { z } from 'zod'
import { heldChoiceSchema } from './held-choice.ts'
import { timeRange } from './list.ts'
import { instant } from './text.ts'

const retentionDays = z.int().min(1).max(3650)

/** What holds for the whole workspace. */
export const settingsSchema = z
  .object({
    webhooksEnabled: z.boolean(),
    webhooksChangedAt: instant.nullable(),
    webhooksChangedBy: z.string().nullable(),
    eventsRetentionDays: z.int(),
    deliveriesRetentionDays: z.int(),
    allowedOrigins: z.array(z.string()).describe('Whole URLs from data, such as {{event.callback}}, may lead to these'),
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof settingsSchema>

/** `held` says what becomes of held deliveries when the switch is turned on again. */
export const settingsPatchSchema = z
  .strictObject({
    webhooksEnabled: z.boolean(),
    held: heldChoiceSchema,
    eventsRetentionDays: retentionDays.min(7, 'must be at least 7 days: event ids are deduplicated that long'),
    deliveriesRetentionDays: retentionDays,
    allowedOrigins: z.array(z.string().max(300)).max(50),
  })
  .partial()
  .meta({ id: 'SettingsPatch' })
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** What the master switch holds, before a person turns it on: how many deliveries, and how many of them were made before `since`. */
export const heldCountSchema = z.object({ count: z.int(), before: z.int(), oldestAt: instant.nullable() }).meta({ id: 'HeldCount' })
export type HeldCount = z.infer<typeof heldCountSchema>

export const heldCountQuerySchema = z.object({ since: timeRange.from })
export type HeldCountQuery = z.output<typeof heldCountQuerySchema>
