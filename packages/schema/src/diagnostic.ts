import { z } from 'zod'

/**
 * What the checker has to say about a draft, in the form it has everywhere (api.md › The request template).
 * `path` names the field inside the block's config (`request.body`), `start` and `end` are offsets in UTF-16 units into
 * that field's text, `fix` is the remedy in words, `edit` the same remedy as a change of that text.
 */
export const diagnosticSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  fix: z.string().optional(),
  edit: z.object({ start: z.number().int(), end: z.number().int(), text: z.string() }).optional(),
  nodeId: z.string().optional(),
  path: z.string().optional(),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
})

export type Diagnostic = z.infer<typeof diagnosticSchema>
export type Severity = Diagnostic['severity']
