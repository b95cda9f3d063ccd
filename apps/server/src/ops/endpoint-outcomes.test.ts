import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { newUuid, publicId } from '../ids.ts'
import { createEndpointOutcomes } from './endpoint-outcomes.ts'

test('outcomes are counted by endpoint, and however many endpoints there are, the series stay bounded', async () => {
  const registry = new Registry()
  const outcomes = createEndpointOutcomes(registry)
  const endpoints = Array.from({ length: 1000 }, () => newUuid(0))
  for (const endpointId of endpoints) {
    outcomes.recorded([
      { endpointId, next: { status: 'succeeded' } },
      { endpointId, next: { delayMs: 5 } },
      { endpointId, next: { delayMs: 5 } },
    ])
  }
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('hookline_attempts_total{'))
  expect(new Set(lines.map((line) => /endpoint="([^"]+)"/.exec(line)?.[1])).size).toBe(201)
  expect(lines).toContain(`hookline_attempts_total{endpoint="${publicId('ep', endpoints[0] ?? '')}",result="again"} 2`)
  expect(lines).toContain('hookline_attempts_total{endpoint="other",result="succeeded"} 800')
})
