import { z } from 'zod'

export const retryPresets = ['steady', 'patient', 'standard', 'none'] as const
export type RetryPreset = (typeof retryPresets)[number]

/** Own delays: 1 to 50 of them, each 1 s to 7 days. */
export const retryDelaysMax = 50
export const retryDelaySecondsMax = 7 * 24 * 3600

export const retrySchema = z.union([
  z.strictObject({ preset: z.enum(retryPresets) }),
  z.strictObject({ delaysSeconds: z.array(z.number().min(1).max(retryDelaySecondsMax)).min(1).max(retryDelaysMax) }),
])

/** How a delivery is made (api.md › The request template); absent fields take their defaults. */
export const deliveryPolicySchema = z.strictObject({
  timeoutMs: z.number().int().min(1000).max(30_000).default(15_000),
  success: z.enum(['2xx', '200']).default('2xx'),
  retry: retrySchema.default({ preset: 'standard' }),
  ratePerSecond: z.number().positive().max(10_000).nullable().default(null),
})

export type Retry = z.infer<typeof retrySchema>
export type DeliveryPolicy = z.infer<typeof deliveryPolicySchema>
