// Copied blocks travel as JSON through a clipboard that anybody can fill: what comes back is judged as a stranger's.
import { blockTypeNames } from '@hookline/engine'
import {
  edgesMax,
  forbiddenKeys,
  type Graph,
  type GraphNode,
  type GraphNote,
  graphSchema,
  type JsonObject,
  type JsonValue,
  jsonDepthMax,
  nodesMax,
} from '@hookline/schema'
import { connect } from './connect.ts'
import { snapToGrid } from './place.ts'
import { typeProblem } from './rules.ts'
import { type AutomationKind, findBlock, type Point, wayOf } from './ways.ts'

const mark = 'hookline/blocks@1'
const charsMax = 8 * 1024 * 1024

/** Blocks on their way from one place to another. */
export type Clip = Graph & { readonly notes: GraphNote[] }

/** Writes blocks, the edges between them and notes as text for the clipboard; null where nothing was chosen. Secrets stay behind. */
export function copyItems(graph: Graph, ids: ReadonlySet<string>): string | null {
  const clip = clipOf(graph, ids)
  if (clip.nodes.length + clip.notes.length === 0) return null
  return JSON.stringify({ format: mark, ...clip })
}

/** Reads a clipboard's text; null for anything but blocks that were copied here, however it looks. */
export function readClip(text: string): Clip | null {
  if (text.length > charsMax || !text.includes(mark)) return null
  const raw = parseJson(text)
  if (!isJsonObject(raw) || raw.format !== mark || !isHarmless(raw)) return null
  const { format: _format, ...graph } = raw
  const parsed = graphSchema.safeParse(graph)
  if (!parsed.success) return null
  const { nodes, edges, notes = [] } = parsed.data
  const ids = new Set([...nodes, ...notes].map(({ id }) => id))
  if (ids.size !== nodes.length + notes.length || ids.size === 0) return null
  return clipOf({ nodes, edges, notes }, ids)
}

export interface Pasting {
  readonly clip: Clip
  /** The upper left corner of what is pasted; without it everything keeps its place, moved by `offset`. */
  readonly at?: Point | undefined
  readonly offset?: number | undefined
  readonly newId: () => string
}

/** Adds copied blocks with new ids, their inner edges kept; what the rules refuse (a second trigger) is left out. */
export function pasteClip(graph: Graph, { clip, at, offset = 40, newId }: Pasting, kind: AutomationKind): { graph: Graph; ids: string[] } {
  const moved = mover(clip, at, offset)
  const newIds = new Map<string, string>()
  let result = graph
  for (const node of clip.nodes) {
    if (typeProblem(result, { type: node.type, place: { at: 'free' } }, kind) !== null) continue
    const id = newId()
    if (findBlock(result, id)) continue
    newIds.set(node.id, id)
    result = { ...result, nodes: [...result.nodes, { ...node, id, position: moved(node.position) }] }
  }
  for (const edge of clip.edges) {
    const from = newIds.get(edge.from)
    const to = newIds.get(edge.to)
    if (from !== undefined && to !== undefined) result = connect(result, { way: { ...wayOf(edge), from }, to }, kind)
  }
  const notes = clip.notes.map((note) => ({ ...note, id: newId(), position: moved(note.position) }))
  if (notes.length > 0) result = { ...result, notes: [...(result.notes ?? []), ...notes] }
  return { graph: result, ids: [...newIds.values(), ...notes.map(({ id }) => id)] }
}

/** Copies blocks and notes beside themselves. */
export function duplicateItems(
  graph: Graph,
  { ids, newId }: { ids: ReadonlySet<string>; newId: () => string },
  kind: AutomationKind,
): { graph: Graph; ids: string[] } {
  return pasteClip(graph, { clip: clipOf(graph, ids), newId }, kind)
}

function clipOf(graph: Graph, ids: ReadonlySet<string>): Clip {
  const known = ({ id, type }: GraphNode) => ids.has(id) && blockTypeNames.includes(type)
  return {
    nodes: graph.nodes.filter(known).map((node) => ({ ...node, config: withoutSecrets(node.config) })),
    edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).map(({ id: _id, ...edge }) => edge),
    notes: (graph.notes ?? []).filter(({ id }) => ids.has(id)),
  }
}

/** Stored secrets belong to the block that they were given to, and typed ones have no place in a clipboard. */
function withoutSecrets({ secret: _secret, hasSecret: _hasSecret, ...config }: JsonObject): JsonObject {
  const { request } = config
  if (!isJsonObject(request) || !Array.isArray(request.headers)) return config
  const headers = request.headers.map((header): JsonValue => {
    return isJsonObject(header) && header.secret === true ? { ...header, value: null } : header
  })
  return { ...config, request: { ...request, headers } }
}

function mover({ nodes, notes }: Clip, at: Point | undefined, offset: number): (position: Point) => Point {
  if (!at) return ({ x, y }) => snapToGrid({ x: x + offset, y: y + offset })
  const all = [...nodes, ...notes].map(({ position }) => position)
  const left = Math.min(...all.map(({ x }) => x))
  const top = Math.min(...all.map(({ y }) => y))
  return ({ x, y }) => snapToGrid({ x: at.x + x - left, y: at.y + y - top })
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isHarmless(raw: JsonObject): boolean {
  const pending: { value: JsonValue; depth: number }[] = [{ value: raw, depth: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > jsonDepthMax + 4) return false
    if (Array.isArray(value) && value.length > nodesMax + edgesMax) return false
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value) && forbiddenKeys.has(key)) return false
      pending.push({ value: inner, depth: depth + 1 })
    }
  }
  return true
}
