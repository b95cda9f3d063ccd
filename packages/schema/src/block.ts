import { z } from 'zod'
import { conditionGroupSchema } from './condition.ts'
import { deliveryPolicySchema } from './policy.ts'
import { requestTemplateSchema } from './request-template.ts'

/** Whether a user may enter again: at every event, once for ever, or not while a run of theirs still waits. */
export const reentries = ['every', 'oncePerUser', 'onceWhileRunning'] as const
export type Reentry = (typeof reentries)[number]

/** Config of the block that starts an automation. */
export const triggerConfigSchema = z.strictObject({
  eventType: z.string().max(200).default(''),
  condition: conditionGroupSchema.nullish(),
  reentry: z.enum(reentries).default('every'),
})

/** Config of a condition block; its branches are `yes` and `no`. */
export const conditionConfigSchema = z.strictObject({ condition: conditionGroupSchema.nullish() })

/**
 * Config of a WebHook block. `secret` (`whsec_…` or `generate`) signs its requests; it is taken once and read back as
 * `hasSecret`, and `null` removes it.
 */
export const webhookConfigSchema = z.strictObject({
  request: requestTemplateSchema.prefault({}),
  policy: deliveryPolicySchema.prefault({}),
  secret: z.string().max(200).nullish(),
  hasSecret: z.boolean().optional(),
})

/** Config of the block that ends a run: it has none. */
export const exitConfigSchema = z.strictObject({})

export const blockTypes = ['trigger', 'condition', 'delay', 'webhook', 'exit'] as const
export type BlockType = (typeof blockTypes)[number]

export type TriggerConfig = z.infer<typeof triggerConfigSchema>
export type ConditionConfig = z.infer<typeof conditionConfigSchema>
export type WebhookConfig = z.infer<typeof webhookConfigSchema>
