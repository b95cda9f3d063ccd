import { z } from 'zod'
import { diagnosticSchema } from './diagnostic.ts'
import { eventInputSchema } from './event.ts'
import { graphSchema } from './graph.ts'
import { jsonObjectSchema } from './json.ts'
import { filterOf, pageQuery } from './list.ts'
import { instant, printableText, proseText, titleText } from './text.ts'

export const automationKinds = ['rule', 'journey'] as const
export const automationStatuses = ['draft', 'active', 'paused'] as const

/** A rule or a journey (api.md › Automations). */
export const automationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(automationKinds),
    name: z.string(),
    description: z.string(),
    campaignId: z.string().nullable(),
    status: z.enum(automationStatuses),
    hasChanges: z.boolean(),
    draft: graphSchema,
    publishedVersion: z.int().nullable(),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string(),
  })
  .meta({ id: 'Automation' })
export type Automation = z.infer<typeof automationSchema>

export const automationInputSchema = z
  .strictObject({
    kind: z.enum(automationKinds).default('rule'),
    name: titleText(),
    description: proseText().default(''),
    campaignId: printableText(255).nullish(),
    draft: graphSchema.prefault({}),
  })
  .meta({ id: 'AutomationInput' })
export type AutomationInput = z.infer<typeof automationInputSchema>

export const automationPatchSchema = z
  .strictObject({ name: titleText(), description: proseText(), campaignId: printableText(255).nullable(), draft: graphSchema })
  .partial()
  .meta({ id: 'AutomationPatch' })
export type AutomationPatch = z.infer<typeof automationPatchSchema>

/** One published, immutable version. */
export const automationVersionSchema = z
  .object({ version: z.int(), publishedAt: instant, publishedBy: z.string(), current: z.boolean() })
  .meta({ id: 'AutomationVersion' })
export type AutomationVersion = z.infer<typeof automationVersionSchema>

export const automationVersionDetailSchema = automationVersionSchema.extend({ graph: graphSchema }).meta({ id: 'AutomationVersionDetail' })
export type AutomationVersionDetail = z.infer<typeof automationVersionDetailSchema>

export const validationSchema = z.object({ diagnostics: z.array(diagnosticSchema) }).meta({ id: 'Validation' })
export const publishedSchema = z.object({ version: z.int(), diagnostics: z.array(diagnosticSchema) }).meta({ id: 'Published' })

/** An event as preview and simulate take it: as in POST /v1/events, nothing of it is stored. */
export const trialEventSchema = eventInputSchema.meta({ id: 'TrialEvent' })
export type TrialEvent = z.infer<typeof trialEventSchema>

export const simulateInputSchema = z
  .strictObject({
    event: trialEventSchema,
    state: jsonObjectSchema.optional(),
    version: z.union([z.int().positive(), z.literal('draft')]).default('draft'),
  })
  .meta({ id: 'SimulateInput' })

export const renderedRequestSchema = z
  .object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string(), secret: z.boolean().optional() })),
    body: z.string().nullable(),
  })
  .meta({ id: 'RenderedRequest' })
/** A finished request as the API shows it. */
export type FinishedRequest = z.infer<typeof renderedRequestSchema>

export const traceStepSchema = z.object({
  nodeId: z.string(),
  at: instant.nullable(),
  outcome: z.string(),
  branch: z.string().optional(),
  detail: z.string(),
  request: renderedRequestSchema.optional(),
  requests: z.array(renderedRequestSchema).optional(),
  until: instant.optional().describe('When a wait would have gone on; the blocks after it are shown at that time'),
})

export const simulationSchema = z
  .object({ matched: z.boolean(), trace: z.array(traceStepSchema), diagnostics: z.array(diagnosticSchema) })
  .meta({ id: 'Simulation' })

export type TraceStep = z.infer<typeof traceStepSchema>
export type Simulation = z.infer<typeof simulationSchema>

export const runStatuses = ['waiting', 'finished', 'failed', 'cancelled'] as const
export type RunStatus = (typeof runStatuses)[number]

/** A block that a run passed, and the branch by which it left; a wait has when the run came, until when it waits, and when it went on. */
const runStepSchema = z.object({
  nodeId: z.string(),
  branch: z.string().optional(),
  at: instant.optional(),
  until: instant.optional(),
  leftAt: instant.optional(),
})

/** One user's passage through one version of a journey; `waitingAt` is the block where it waits, and until when, null where it ended. */
export const runSchema = z
  .object({
    id: z.string(),
    automationId: z.string(),
    version: z.int(),
    userId: z.string(),
    eventId: z.string(),
    status: z.enum(runStatuses),
    path: z.array(runStepSchema),
    waitingAt: z.object({ nodeId: z.string(), until: instant }).nullable(),
    error: z.string().nullable(),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof runSchema>

/** Which runs are meant: of a status, and those that wait at a block. */
export const runQuerySchema = pageQuery.extend({ status: filterOf(z.enum(runStatuses)), nodeId: filterOf(printableText(100)) })
export type RunQuery = z.output<typeof runQuerySchema>
