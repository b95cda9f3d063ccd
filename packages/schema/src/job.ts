import { z } from 'zod'
import { deliveryFilterSchema } from './delivery.ts'
import { instant } from './text.ts'

export const jobStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const

/** Slow work that goes on by itself. `failed` counts what could not be done of it, `total` is what it found to do. */
export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['deliveries.resend']),
    state: z.enum(jobStates),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    createdAt: instant,
    createdBy: z.string(),
    finishedAt: instant.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof jobSchema>

/** Which deliveries are sent once more. `dryRun` only counts them. */
export const resendAllInputSchema = z
  .strictObject({
    filter: deliveryFilterSchema.strict(),
    render: z.enum(['stored', 'again']).default('stored'),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'ResendAllInput' })
export type ResendAllInput = z.output<typeof resendAllInputSchema>

/** Counts end at 100,000: `isMore` says that there are more. */
export const resendCountSchema = z.object({ count: z.int(), isMore: z.boolean() }).meta({ id: 'ResendCount' })
export type ResendCount = z.infer<typeof resendCountSchema>
