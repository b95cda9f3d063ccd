import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { printableText } from './text.ts'

/** Blocks of one automation, at most. */
export const nodesMax = 2000
/** Ways between them, at most. */
export const edgesMax = 4000
/** Sticky notes of one automation, at most. */
export const notesMax = 500

const nodeId = printableText(100)

/** A block as it was drawn. `type` and `config` are judged by the compiler, so that a draft can always be saved. */
export const graphNodeSchema = z.strictObject({
  id: nodeId,
  type: z.string().min(1).max(50),
  name: z.string().max(200).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
  config: jsonObjectSchema.default({}).describe('As the type of the block asks for: see Automations at the top'),
  bypassed: z.boolean().optional().describe('The block is left out: what comes to it goes on to the block after it'),
})

/** A way from one block to the next; `branch` names the outlet (`yes`, `no`, …), absent for the plain way on. */
export const graphEdgeSchema = z.strictObject({
  id: z.string().max(100).optional(),
  from: nodeId,
  to: nodeId,
  branch: z.string().max(100).optional(),
})

/** A sticky note on the canvas: for people alone, the engine does not see it. */
export const graphNoteSchema = z.strictObject({
  id: nodeId,
  text: z.string().max(2000).default(''),
  position: z.strictObject({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
  size: z.strictObject({ width: z.number().positive(), height: z.number().positive() }).optional(),
})

/** What was drawn (api.md › Automations). */
export const graphSchema = z.strictObject({
  nodes: z.array(graphNodeSchema).max(nodesMax).default([]),
  edges: z.array(graphEdgeSchema).max(edgesMax).default([]),
  notes: z.array(graphNoteSchema).max(notesMax).optional(),
})

export type GraphNode = z.infer<typeof graphNodeSchema>
export type GraphNote = z.infer<typeof graphNoteSchema>
export type GraphEdge = z.infer<typeof graphEdgeSchema>
export type Graph = z.infer<typeof graphSchema>
