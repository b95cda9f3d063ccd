import { z } from 'zod'
import { conditionDays } from './condition.ts'

/** How long one wait may be: a year. */
export const delaySecondsMax = 365 * 86_400

/** The next time that clocks of a time zone show `time`, on one of the weekdays; none of them named: on any day. */
export const delayUntilSchema = z.strictObject({
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00'),
  weekdays: z.array(z.enum(conditionDays)).max(7).default([]),
  timeZone: z.string().max(60).describe('IANA name, such as Europe/Berlin'),
})
export type DelayUntil = z.infer<typeof delayUntilSchema>

/** Config of a wait: either for so many seconds, or until a time of day. */
export const delayConfigSchema = z.strictObject({ durationSeconds: z.number().nullish(), until: delayUntilSchema.nullish() })
export type DelayConfig = z.infer<typeof delayConfigSchema>
