import type { CodeExample } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { compile, diagnosticCodes, diagnosticExamples } from './index.ts'

const catalog = {
  eventTypes: {
    level_completed: {
      schema: { properties: { level: { type: 'integer' }, xp: { type: 'number' }, tier: { type: 'string', enum: ['silver', 'gold'] } } },
    },
  },
}

function found(example: CodeExample) {
  if (typeof example === 'string' || !('graph' in example)) throw new Error('a graph is wanted')
  return compile(example.graph, { kind: example.kind, catalog, checkRequest: () => [] }).diagnostics
}

describe.each(Object.entries(diagnosticExamples))('%s', (code, { good, bad }) => {
  it('is what its bad example is given, and not its good one', () => {
    const { severity } = diagnosticCodes[code as keyof typeof diagnosticCodes]
    expect(found(bad)).toContainEqual(expect.objectContaining({ code, severity }))
    expect(found(good)).toEqual([])
  })
})
