import type { Graph, JsonValue } from '@hookline/schema'

/**
 * Tells whether two graphs say the same: blocks with their names and settings, and the ways between them. Where a block
 * stands on the canvas, the order in which blocks were drawn, the ids of ways and sticky notes are no change.
 */
export function sameGraph(a: Graph, b: Graph): boolean {
  return canonical(a) === canonical(b)
}

function canonical({ nodes, edges }: Graph): string {
  const blocks = nodes.map(({ id, type, name = '', config, bypassed = false }) => sorted([id, type, name, config, bypassed]))
  const ways = edges.map(({ from, to, branch = '' }) => sorted([from, to, branch]))
  return JSON.stringify([blocks.sort(), ways.sort()])
}

function sorted(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: JsonValue) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
  })
}
