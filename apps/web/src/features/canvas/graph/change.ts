import { type Graph, type GraphNode, type GraphNote, type JsonObject, notesMax } from '@hookline/schema'
import type { Point } from './ways.ts'

/** Sets the config of a block. */
export function setConfig(graph: Graph, id: string, config: JsonObject): Graph {
  return changeNode(graph, id, (node) => (node.config === config ? node : { ...node, config }))
}

/** Names a block; an empty name gives it back the word of its type. */
export function renameBlock(graph: Graph, id: string, name: string): Graph {
  const wanted = name.trim().slice(0, 200)
  return changeNode(graph, id, (node) => {
    if ((node.name ?? '') === wanted) return node
    const { name: _old, ...rest } = node
    return wanted === '' ? rest : { ...rest, name: wanted }
  })
}

/** Leaves blocks out of the way of events without deleting them, or takes them in again; a trigger stays. */
export function setBypassed(graph: Graph, ids: ReadonlySet<string>, bypassed: boolean): Graph {
  const changes = (node: GraphNode) => ids.has(node.id) && node.type !== 'trigger' && (node.bypassed ?? false) !== bypassed
  if (!graph.nodes.some(changes)) return graph
  const nodes = graph.nodes.map((node) => {
    if (!changes(node)) return node
    const { bypassed: _old, ...rest } = node
    return bypassed ? { ...rest, bypassed } : rest
  })
  return { ...graph, nodes }
}

/** Moves blocks and notes to new places. */
export function moveItems(graph: Graph, positions: ReadonlyMap<string, Point>): Graph {
  const moves = ({ id, position }: { id: string; position: Point }) => {
    const to = positions.get(id)
    return to !== undefined && (to.x !== position.x || to.y !== position.y)
  }
  const move = <Item extends { id: string; position: Point }>(item: Item): Item =>
    moves(item) ? { ...item, position: positions.get(item.id) ?? item.position } : item
  if (!graph.nodes.some(moves) && !graph.notes?.some(moves)) return graph
  return { ...graph, nodes: graph.nodes.map(move), ...(graph.notes && { notes: graph.notes.map(move) }) }
}

/** Puts a sticky note on the canvas. */
export function addNote(graph: Graph, note: GraphNote): Graph {
  const notes = graph.notes ?? []
  if (notes.length >= notesMax || [...notes, ...graph.nodes].some(({ id }) => id === note.id)) return graph
  return { ...graph, notes: [...notes, note] }
}

/** Changes the text, the place or the size of a note. */
export function changeNote(graph: Graph, id: string, change: Partial<Omit<GraphNote, 'id'>>): Graph {
  if (!graph.notes?.some((note) => note.id === id)) return graph
  return { ...graph, notes: graph.notes.map((note) => (note.id === id ? { ...note, ...change } : note)) }
}

function changeNode(graph: Graph, id: string, change: (node: GraphNode) => GraphNode): Graph {
  const index = graph.nodes.findIndex((node) => node.id === id)
  const node = graph.nodes[index]
  if (!node) return graph
  const changed = change(node)
  return changed === node ? graph : { ...graph, nodes: graph.nodes.with(index, changed) }
}
