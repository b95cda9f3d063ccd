import type { Graph, Simulation } from '@hookline/schema'
import { expect, test } from 'vitest'
import { testVerdict } from './test-verdict.ts'

const graph: Graph = { nodes: [{ id: 'w', type: 'webhook', position: { x: 0, y: 0 }, config: {} }], edges: [] }
const error = { severity: 'error', code: 'webhook.no-url', nodeId: 'w', message: 'It has no URL.', fix: 'Give it one.' } as const
const warning = { ...error, severity: 'warning' } as const
const ran = (part: Partial<Simulation>): Simulation => ({ matched: false, trace: [], diagnostics: [], ...part })

test('a draft that cannot be tried says which block is in the way, not that nothing matched', () => {
  expect(testVerdict(ran({ diagnostics: [warning, error] }), graph)).toEqual({
    tone: 'bad',
    text: 'Cannot be tried yet',
    obstacles: [{ nodeId: 'w', title: 'WebHook', message: 'It has no URL.', fix: 'Give it one.' }],
  })
})

test('a draft that could be tried is judged by its way', () => {
  const step = { nodeId: 't', type: 'trigger', at: null, outcome: 'not-started', detail: 'this is another event' }
  const trace = [step] as unknown as Simulation['trace']
  expect(testVerdict(ran({ trace, diagnostics: [warning] }), graph).text).toBe('Did not match: this is another event')
})
