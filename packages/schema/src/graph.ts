import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { printableText } from './text.ts'

/** Blocks of one automation, at most. */
export const nodesMax = 2000
/** Ways between them, at most. */
export const edgesMax = 4000

const nodeId = printableText(100)

/** A block as it was drawn. `type` and `config` are judged by the compiler, so that a draft can always be saved. */
export const graphNodeSchema = z.strictObject({
  id: nodeId,
  type: z.string().min(1).max(50),
  name: z.string().max(200).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
  config: jsonObjectSchema.default({}).describe('As the type of the block asks for: see Automations at the top'),
})

/** A way from one block to the next; `branch` names the outlet (`yes`, `no`, …), absent for the plain way on. */
export const graphEdgeSchema = z.strictObject({
  id: z.string().max(100).optional(),
  from: nodeId,
  to: nodeId,
  branch: z.string().max(100).optional(),
})

/** What was drawn (api.md › Automations). */
export const graphSchema = z.strictObject({
  nodes: z.array(graphNodeSchema).max(nodesMax).default([]),
  edges: z.array(graphEdgeSchema).max(edgesMax).default([]),
})

export type GraphNode = z.infer<typeof graphNodeSchema>
export type GraphEdge = z.infer<typeof graphEdgeSchema>
export type Graph = z.infer<typeof graphSchema>
