import type { Graph, GraphEdge, GraphNode, JsonValue } from '@hookline/schema'

/** One field of a block that is not what it was. */
export interface FieldChange {
  /** Where it is in the block's settings: `request.urls.0`, `name`. */
  path: string
  before: JsonValue | undefined
  after: JsonValue | undefined
}

export interface GraphDifference {
  added: GraphNode[]
  removed: GraphNode[]
  changed: { node: GraphNode; fields: FieldChange[] }[]
  /** Ways that were drawn or removed between blocks that both have. */
  waysAdded: GraphEdge[]
  waysRemoved: GraphEdge[]
}

/** What turns `before` into `after`; where blocks stand and in which order they were drawn is no difference. */
export function graphDifference(before: Graph, after: Graph): GraphDifference {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const present = new Map(after.nodes.map((node) => [node.id, node]))
  const isShared = ({ from, to }: GraphEdge) => old.has(from) && old.has(to) && present.has(from) && present.has(to)
  const oldWays = new Set(before.edges.map(wayKey))
  const presentWays = new Set(after.edges.map(wayKey))
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)),
    removed: before.nodes.filter(({ id }) => !present.has(id)),
    changed: after.nodes.flatMap((node) => {
      const fields = changesOf(old.get(node.id), node)
      return fields.length === 0 ? [] : [{ node, fields }]
    }),
    waysAdded: after.edges.filter((edge) => isShared(edge) && !oldWays.has(wayKey(edge))),
    waysRemoved: before.edges.filter((edge) => isShared(edge) && !presentWays.has(wayKey(edge))),
  }
}

/** Whether there is nothing to tell. */
export function isEmptyDifference({ added, removed, changed, waysAdded, waysRemoved }: GraphDifference): boolean {
  return added.length + removed.length + changed.length + waysAdded.length + waysRemoved.length === 0
}

function wayKey({ from, to, branch = '' }: GraphEdge): string {
  return JSON.stringify([from, to, branch])
}

function changesOf(before: GraphNode | undefined, after: GraphNode): FieldChange[] {
  if (!before) return []
  const partsOf = ({ type, name, config, bypassed }: GraphNode): JsonValue => ({
    type,
    ...(name !== undefined && name !== '' && { name }),
    ...(bypassed && { bypassed }),
    ...config,
  })
  return differences(partsOf(before), partsOf(after), '')
}

function differences(before: JsonValue | undefined, after: JsonValue | undefined, path: string): FieldChange[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => differences(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
}

type Branch = JsonValue[] | { [key: string]: JsonValue }

function isBranch(value: JsonValue | undefined): value is Branch {
  return typeof value === 'object' && value !== null
}

function own(branch: Branch, key: string): JsonValue | undefined {
  return Object.hasOwn(branch, key) ? (branch as Record<string, JsonValue>)[key] : undefined
}
