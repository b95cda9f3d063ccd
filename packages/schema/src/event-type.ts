import { z } from 'zod'
import { eventTypeName, foreignEventTypeName } from './event.ts'
import { jsonObjectSchema } from './json.ts'
import { instant, printableText, proseText, titleText } from './text.ts'

const group = printableText(100)

/** How often a type was seen, and how often each of its fields was missing in the sampled events. */
export const observationsSchema = z.object({ sampled: z.int(), absent: z.record(z.string(), z.int()) })

/** A catalogue entry (api.md › Events in). */
export const eventTypeSchema = z
  .object({
    name: eventTypeName,
    title: z.string(),
    description: z.string(),
    group: z.string().nullable(),
    schema: jsonObjectSchema,
    sample: jsonObjectSchema.nullable(),
    source: z.enum(['declared', 'observed']),
    lastSample: jsonObjectSchema.nullable(),
    observations: observationsSchema,
    firstSeenAt: instant.nullable(),
    lastSeenAt: instant.nullable(),
  })
  .meta({ id: 'EventType' })
export type EventType = z.infer<typeof eventTypeSchema>

export const eventTypeInputSchema = z
  .strictObject({
    name: foreignEventTypeName,
    title: titleText().optional(),
    description: proseText().default(''),
    group: group.nullish(),
    schema: jsonObjectSchema.default({ type: 'object' }),
    sample: jsonObjectSchema.nullish(),
  })
  .meta({ id: 'EventTypeInput' })

export const eventTypePatchSchema = z
  .strictObject({
    title: titleText(),
    description: proseText(),
    group: group.nullable(),
    schema: jsonObjectSchema,
    sample: jsonObjectSchema.nullable(),
  })
  .partial()
  .meta({ id: 'EventTypePatch' })
