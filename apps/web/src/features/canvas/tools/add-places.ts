import { plainWay } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { allowedTypes } from '../graph/rules.ts'
import { type AutomationKind, drawnBranches, edgesByBlock, findBlock, readingOrder } from '../graph/ways.ts'
import type { AddPlace } from '../ui-store.ts'

/** The places after a block, its open ways first; a way that is taken is spliced. */
export function placesAfter(graph: Graph, id: string): AddPlace[] {
  const node = findBlock(graph, id)
  if (!node) return []
  const edges = edgesByBlock(graph).get(id) ?? []
  const taken = new Set(edges.map(({ branch }) => branch ?? plainWay))
  const branches = drawnBranches(node, edges).sort((a, b) => Number(taken.has(a)) - Number(taken.has(b)))
  return branches.map((branch) => ({
    label: branch === plainWay ? 'After this block' : `After “${branch}”`,
    place: { at: 'way', way: { from: id, branch } },
  }))
}

/** Where a block of the palette goes by itself: after what is selected, else at the last open end, else free. */
export function placeFor(
  graph: Graph,
  { type, selected }: { type: string; selected: string | undefined },
  kind: AutomationKind,
): AddPlace['place'] {
  const order = readingOrder(graph).reverse()
  const ids = selected === undefined ? order : [selected, ...order]
  const edges = edgesByBlock(graph)
  for (const id of ids) {
    const open = placesAfter(graph, id).find(({ place }) => {
      const isOpen = place.at === 'way' && !edges.get(id)?.some(({ branch }) => (branch ?? plainWay) === place.way.branch)
      return (isOpen || kind === 'rule' || id === selected) && allowedTypes(graph, place, kind).includes(type)
    })
    if (open) return open.place
  }
  return { at: 'free' }
}
