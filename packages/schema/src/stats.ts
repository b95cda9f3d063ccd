import { z } from 'zod'
import { endpointStopSchema } from './endpoint-stop.ts'
import { filterOf } from './list.ts'
import { instant, printableText } from './text.ts'

const share = z.number().min(0).max(1).nullable()

/** A number and how it came about, step by step; null where nothing was counted that it could be made of. */
export const measureSchema = z.object({ value: z.number().nullable(), series: z.array(z.number().nullable()) })
export type Measure = z.infer<typeof measureSchema>

export const statsWindows = ['1h', '24h'] as const
export const statsQuerySchema = z.object({ window: filterOf(z.enum(statsWindows)).transform((window) => window ?? '1h') })
export type StatsQuery = z.output<typeof statsQuerySchema>

export const attentionKinds = ['switch-off', 'late', 'undelivered', 'held', 'paused', 'failing', 'draft-problem'] as const

/** Something that a person has to look at, and where. Counts end at 1,000 for undelivered, at 10,000 for held and late; for `failing` they are calls. */
export const attentionSchema = z.object({ kind: z.enum(attentionKinds), title: z.string(), count: z.int(), href: z.string() })
export type Attention = z.infer<typeof attentionSchema>

/**
 * What Home shows. Each series has 60 minutes (1h) or 24 hours (24h), of the clock, the present one included; `calls` are
 * calls made, retries too, `successShare` those of them that were accepted.
 */
export const statsSchema = z
  .object({
    window: z.enum(statsWindows),
    from: instant,
    stepSeconds: z.int(),
    events: measureSchema,
    calls: measureSchema,
    successShare: measureSchema,
    p95Ms: measureSchema,
    needsAttention: z.array(attentionSchema),
    busiest: z.array(z.object({ id: z.string(), name: z.string(), calls: z.int(), successShare: share })),
    lastHour: z.object({
      from: instant,
      stepSeconds: z.int(),
      succeeded: z.array(z.int()),
      undelivered: z.array(z.int()),
      pending: z.array(z.int()),
    }),
  })
  .meta({ id: 'Stats' })
export type Stats = z.infer<typeof statsSchema>

/** Automations of one question, at most. */
export const statsIdsMax = 500
export const automationStatsQuerySchema = z.object({
  ids: filterOf(printableText(40 * statsIdsMax)).transform((text = '') => [...new Set(text.split(','))].slice(0, statsIdsMax)),
})

/** What automations did since midnight (UTC). */
export const automationStatsSchema = z
  .object({ items: z.array(z.object({ id: z.string(), callsToday: z.int(), successShareToday: share })) })
  .meta({ id: 'AutomationStats' })
export type AutomationStats = z.infer<typeof automationStatsSchema>

export const nodeStatsWindows = ['24h', '7d'] as const
export const nodeStatsQuerySchema = z.object({ window: filterOf(z.enum(nodeStatsWindows)).transform((window) => window ?? '24h') })

const known = z.int().nullable()

/**
 * What went through each block; null where nobody counts it. `held` are those of `waiting` that something stops.
 * `countingSince` stands at a block whose condition counts what users do and does not yet know what came before that time.
 */
export const nodeStatsSchema = z
  .object({
    window: z.enum(nodeStatsWindows),
    from: instant,
    nodes: z.array(
      z.object({
        nodeId: z.string(),
        in: known,
        out: known,
        failed: known,
        waiting: known,
        held: known,
        countingSince: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'NodeStats' })
export type NodeStats = z.infer<typeof nodeStatsSchema>

export const endpointQuerySchema = z.object({
  q: filterOf(printableText(200)).describe('A part of the URL'),
  sourceId: filterOf(printableText(255)).describe('Those of one webhook or automation'),
  stopped: filterOf(z.literal('true')).describe('Those alone that are paused, or whose breaker is not closed'),
})

/** A URL template of a webhook or a WebHook block, and how it did in the last 24 hours (of the clock). */
export const endpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    host: z.string(),
    source: z.object({ kind: z.enum(['automation', 'webhook']), id: z.string(), name: z.string(), nodeId: z.string().optional() }),
    createdAt: instant,
    health: z.object({ calls: z.int(), successShare: share, undelivered: z.int(), p95Ms: z.number().nullable() }),
    /** Null where more is owed than is looked through: 20,000 deliveries. */
    waiting: known,
    held: known,
    oldestDueMs: z.number().nullable(),
    stop: endpointStopSchema,
  })
  .meta({ id: 'Endpoint' })
export type Endpoint = z.infer<typeof endpointSchema>
