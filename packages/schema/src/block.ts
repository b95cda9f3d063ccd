import { z } from 'zod'
import { conditionGroupSchema } from './condition.ts'
import { deliveryPolicySchema } from './policy.ts'
import { requestTemplateSchema } from './request-template.ts'

/** Config of the block that starts an automation. */
export const triggerConfigSchema = z.strictObject({
  eventType: z.string().max(200).default(''),
  condition: conditionGroupSchema.nullish(),
  reentry: z.enum(['every']).default('every'),
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

export const blockTypes = ['trigger', 'condition', 'webhook'] as const
export type BlockType = (typeof blockTypes)[number]

export type TriggerConfig = z.infer<typeof triggerConfigSchema>
export type ConditionConfig = z.infer<typeof conditionConfigSchema>
export type WebhookConfig = z.infer<typeof webhookConfigSchema>
