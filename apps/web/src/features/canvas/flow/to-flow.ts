// React Flow draws a node anew when its object is another one, so every object is kept as long as nothing in it changed.
import { plainWay } from '@hookline/engine'
import type { Diagnostic, Graph, GraphNode, GraphNote } from '@hookline/schema'
import { Position } from '@xyflow/react'
import { blockSentence, blockTitle } from '../blocks/registry.ts'
import { blockSize, noteSize } from '../graph/place.ts'
import type { Selection } from '../graph/remove.ts'
import { drawnBranches, edgeKey, edgesByBlock, readingOrder } from '../graph/ways.ts'
import type { BlockItem, BlockProblems, BlockStats, BlockTrace, FlowEdge, FlowNode, NoteItem, TraceStep } from './flow-items.ts'

/** What is drawn beside the graph itself. */
export interface Surroundings {
  readonly selection: Selection
  readonly openId: string | null
  readonly diagnostics: readonly Diagnostic[]
  readonly stats: Readonly<Record<string, BlockStats>> | undefined
  readonly trace: readonly TraceStep[] | undefined
}

const handleSize = 12

/** The id of the handle of a branch. */
export const handleId = (branch: string): string => `way ${branch}`

/** The branch of a handle. */
export const branchOfHandle = (id: string | null | undefined): string => (id ?? '').replace(/^way /, '')

/** How far from the top of its card each of so many branches leaves. */
export function handleTop(index: number, count: number): number {
  return Math.round((blockSize.height * (index + 1)) / (count + 1) / 2) * 2
}

/** The nodes that React Flow draws, in reading order; those of `before` that still hold are kept. */
export function toFlowNodes(graph: Graph, surroundings: Surroundings, before: readonly FlowNode[]): FlowNode[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const { selection, openId, stats, trace } = surroundings
  const problems = problemsByBlock(surroundings.diagnostics)
  const traces = tracesByBlock(trace)
  const byBlock = edgesByBlock(graph)
  const blocks = new Map(graph.nodes.map((node) => [node.id, node]))
  const drawn = readingOrder(graph).flatMap((id): FlowNode[] => {
    const node = blocks.get(id)
    if (!node) return []
    const edges = byBlock.get(id) ?? []
    const taken = new Set(edges.map(({ branch }) => branch ?? plainWay))
    const branches = drawnBranches(node, edges)
    const data = {
      ...{ node, branches, openBranches: branches.filter((branch) => !taken.has(branch)), isOpen: id === openId },
      ...{ problems: problems.get(id), stats: stats?.[id], trace: trace && (traces.get(id) ?? { state: 'rest', reason: '' }) },
    } satisfies BlockItem['data']
    return [keepBlock(old.get(id), data, selection.ids.has(id))]
  })
  return [...(graph.notes ?? []).map((note) => keepNote(old.get(note.id), note, selection.ids.has(note.id))), ...drawn]
}

/** The edges that React Flow draws. */
export function toFlowEdges(graph: Graph, { selection, trace }: Surroundings, before: readonly FlowEdge[]): FlowEdge[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const blocks = new Map(graph.nodes.map((node) => [node.id, node]))
  const steps = new Map(trace?.filter(({ at, outcome }) => at !== null && outcome !== 'not-started').map((step) => [step.nodeId, step]))
  return graph.edges.flatMap((edge): FlowEdge[] => {
    const from = blocks.get(edge.from)
    const to = blocks.get(edge.to)
    if (!from || !to) return []
    const branch = edge.branch ?? plainWay
    const id = edgeKey(edge)
    const step = steps.get(edge.from)
    const isLit = step !== undefined && (step.branch ?? plainWay) === branch && steps.has(edge.to)
    const by = branch === plainWay ? '' : ` by ${branch}`
    const ariaLabel = `Way from ${blockTitle(from)}${by} to ${blockTitle(to)}`
    const selected = selection.edges.has(id)
    const isGrey = trace !== undefined && !isLit
    const kept = old.get(id)
    if (kept && kept.selected === selected && kept.ariaLabel === ariaLabel && kept.data?.isLit === isLit && kept.data.isGrey === isGrey)
      return [kept]
    const data = { branch, isLit, isGrey, insertLabel: `Insert a block between ${blockTitle(from)} and ${blockTitle(to)}` }
    return [
      { id, type: 'way', source: edge.from, sourceHandle: handleId(branch), target: edge.to, selected, ariaLabel, ariaRole: 'group', data },
    ]
  })
}

/** The name of a block for those who do not see it: "WebHook: POST crm.example.com, 1 problem". */
export function blockAriaName({ node, problems, trace }: BlockItem['data']): string {
  const count = (problems?.errors ?? 0) + (problems?.warnings ?? 0)
  const parts = [
    blockSentence(node),
    node.bypassed && 'bypassed',
    count > 0 && `${count} ${count === 1 ? 'problem' : 'problems'}`,
    trace?.reason,
  ]
  return parts.filter(Boolean).join(', ')
}

function keepBlock(old: FlowNode | undefined, data: BlockItem['data'], selected: boolean): FlowNode {
  if (old?.type === 'block' && old.selected === selected && sameData(old.data, data)) return old
  const { node, branches } = data
  const center = -handleSize / 2
  const size = { width: handleSize, height: handleSize }
  const into = { type: 'target' as const, position: Position.Left, x: center, y: blockSize.height / 2 + center, ...size }
  const out = branches.map((branch, index) => ({
    ...{ type: 'source' as const, position: Position.Right, id: handleId(branch), ...size },
    ...{ x: blockSize.width + center, y: handleTop(index, branches.length) + center },
  }))
  return {
    ...{
      id: node.id,
      type: 'block',
      position: node.position,
      ...blockSize,
      measured: blockSize,
      selected,
      data,
      ariaLabel: blockAriaName(data),
    },
    handles: node.type === 'trigger' ? out : [into, ...out],
  }
}

function keepNote(old: FlowNode | undefined, note: GraphNote, selected: boolean): NoteItem {
  if (old?.type === 'note' && old.data.note === note && old.selected === selected) return old
  const { id, position, size, text } = note
  return {
    ...{ id, type: 'note', position, ...noteSize, ...size, selected, data: { note } },
    zIndex: -1,
    ariaLabel: `Note: ${text || 'empty'}`,
  }
}

function sameData(a: BlockItem['data'], b: BlockItem['data']): boolean {
  return (
    a.node === b.node &&
    a.isOpen === b.isOpen &&
    sameNames(a.branches, b.branches) &&
    sameNames(a.openBranches, b.openBranches) &&
    a.problems?.text === b.problems?.text &&
    a.problems?.errors === b.problems?.errors &&
    a.trace?.state === b.trace?.state &&
    a.trace?.reason === b.trace?.reason &&
    sameStats(a.stats, b.stats)
  )
}

/** The plain way has no name: one such way is not the same as none. */
function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}

function sameStats(a: BlockStats | undefined, b: BlockStats | undefined): boolean {
  return (
    a?.in === b?.in && a?.out === b?.out && a?.failed === b?.failed && a?.waiting === b?.waiting && a?.countingSince === b?.countingSince
  )
}

function problemsByBlock(diagnostics: readonly Diagnostic[]): Map<string, BlockProblems> {
  const found = new Map<string, BlockProblems>()
  for (const { nodeId, severity, message } of diagnostics) {
    if (nodeId === undefined || severity === 'info') continue
    const { errors, warnings, text } = found.get(nodeId) ?? { errors: 0, warnings: 0, text: '' }
    found.set(nodeId, {
      errors: errors + Number(severity === 'error'),
      warnings: warnings + Number(severity === 'warning'),
      text: text === '' ? message : `${text}\n${message}`,
    })
  }
  return found
}

function tracesByBlock(trace: readonly TraceStep[] | undefined): Map<string, BlockTrace> {
  return new Map(
    (trace ?? []).map(({ nodeId, at, outcome, detail }): [GraphNode['id'], BlockTrace] => {
      if (at === null) return [nodeId, { state: 'rest', reason: detail }]
      return [nodeId, { state: outcome === 'not-started' || outcome === 'not-rendered' ? 'stopped' : 'passed', reason: detail }]
    }),
  )
}
