import { z } from 'zod'
import { jsonValueSchema } from './json.ts'

/** The field of a comparison that asks what a user has done, in the place of a path. */
export const behaviourField = 'behaviour'

/** What can be asked of it: done so often, not done so often, and done now but never before. */
export const behaviourOperators = ['hasDone', 'hasNotDone', 'firstTime'] as const
export type BehaviourOperator = (typeof behaviourOperators)[number]

export const behaviourSpanUnits = ['hours', 'days'] as const
/** As far back as is counted. */
export const behaviourDaysMax = 365

/**
 * The value of a comparison of behaviour: which events of the user are counted, how many there must be, and since when
 * (null: ever). `where` is a condition on the fields of those events; its form is judged by the engine.
 */
export const behaviourValueSchema = z.strictObject({
  eventType: z.string().min(1).max(200),
  atLeast: z.number().int().min(1).optional(),
  within: z
    .strictObject({ amount: z.number().int().min(1), unit: z.enum(behaviourSpanUnits) })
    .refine(({ amount, unit }) => amount <= behaviourDaysMax * (unit === 'hours' ? 24 : 1), `at most ${behaviourDaysMax} days`)
    .nullish(),
  where: jsonValueSchema.nullish(),
})
export type BehaviourValue = z.infer<typeof behaviourValueSchema>

/** How many of the events of one user a counter has counted within so many milliseconds up to now, or ever. */
export type BehaviourCounts = (counterId: string, withinMs: number | null) => number
