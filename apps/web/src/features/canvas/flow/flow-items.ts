import type { TraceEntry } from '@hookline/engine'
import type { GraphNode, GraphNote } from '@hookline/schema'
import type { Edge, Node } from '@xyflow/react'

/** One step of a dry run, as simulate tells it. */
export type TraceStep = Pick<TraceEntry, 'nodeId' | 'at' | 'outcome' | 'detail'> & { branch?: string | undefined }

/** Live numbers of one block over the chosen time. */
export interface BlockStats {
  readonly in?: number | null | undefined
  readonly out?: number | null | undefined
  readonly failed?: number | null | undefined
  readonly waiting?: number | null | undefined
  /** Its condition counts what users do, and does not yet know what came before. */
  readonly countingSince?: string | null | undefined
}

/** What a dry run says of a block: `passed` it came here, `stopped` the trigger let it go, `rest` it did not come here. */
export interface BlockTrace {
  readonly state: 'passed' | 'stopped' | 'rest'
  readonly reason: string
}

export interface BlockProblems {
  readonly errors: number
  readonly warnings: number
  /** All messages, one a line. */
  readonly text: string
}

export type BlockItem = Node<
  {
    node: GraphNode
    branches: readonly string[]
    /** Those of the branches that lead nowhere yet. */
    openBranches: readonly string[]
    isOpen: boolean
    problems: BlockProblems | undefined
    stats: BlockStats | undefined
    trace: BlockTrace | undefined
  },
  'block'
>
export type NoteItem = Node<{ note: GraphNote }, 'note'>
export type FlowNode = BlockItem | NoteItem
export type FlowEdge = Edge<{ branch: string; isLit: boolean; isGrey: boolean; insertLabel: string }, 'way'>
