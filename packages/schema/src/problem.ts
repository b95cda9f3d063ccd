import { z } from 'zod'
import { diagnosticSchema } from './diagnostic.ts'

/** One thing that is wrong with a request: where (`events.3.userId`), what and how to mend it, and one code per cause. */
export const fieldErrorSchema = z.object({ path: z.string(), message: z.string(), code: z.string() })
export type FieldError = z.infer<typeof fieldErrorSchema>

/** Bad fields that one answer lists, at most. */
export const fieldErrorsMax = 100

/** An error answer, `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().optional(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    diagnostics: z.array(diagnosticSchema).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>
