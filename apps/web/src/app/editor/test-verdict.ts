import type { Graph, Simulation } from '@hookline/schema'
import type { Tone } from '../../components/status-word.tsx'
import { blockTitle } from '../../features/canvas/blocks/registry.ts'

/** An error that keeps a draft from being tried, and the block that it stands in. */
export interface Obstacle {
  nodeId: string | undefined
  title: string
  message: string
  fix: string
}

export interface TestVerdict {
  tone: Tone
  text: string
  obstacles: Obstacle[]
}

/** What a dry run came to. A draft with errors walks no way at all: then they are the answer. */
export function testVerdict({ matched, trace, diagnostics }: Simulation, graph: Graph): TestVerdict {
  const said = (tone: Tone, text: string): TestVerdict => ({ tone, text, obstacles: [] })
  const obstacles = trace.length === 0 ? obstaclesIn(diagnostics, graph) : []
  if (obstacles.length > 0) return { tone: 'bad', text: 'Cannot be tried yet', obstacles }
  const broken = trace.find(({ outcome }) => outcome === 'not-rendered')
  if (broken) return said('bad', `A call cannot be made: ${broken.detail}`)
  const calls = trace.flatMap(({ requests }) => requests ?? []).length
  if (calls > 0) return said('good', `Matched: ${calls} ${calls === 1 ? 'call' : 'calls'} would be made`)
  const why = trace.find(({ outcome }) => outcome === 'not-started' || outcome === 'no')?.detail
  return said('off', `${matched ? 'Calls nothing' : 'Did not match'}${why ? `: ${why}` : ''}`)
}

function obstaclesIn(diagnostics: Simulation['diagnostics'], { nodes }: Graph): Obstacle[] {
  return diagnostics.flatMap(({ severity, nodeId, message, fix = '' }): Obstacle[] => {
    const node = nodes.find(({ id }) => id === nodeId)
    return severity === 'error' ? [{ nodeId, title: node ? blockTitle(node) : 'A block', message, fix }] : []
  })
}
