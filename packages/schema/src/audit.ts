import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { instant } from './text.ts'

/** One change: who made it, when, and what of it is worth telling. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    action: z.string(),
    target: z.object({ kind: z.string(), id: z.string() }),
    detail: jsonObjectSchema.nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>
