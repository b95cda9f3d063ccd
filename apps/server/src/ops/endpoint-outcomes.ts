import { Counter, type Registry } from 'prom-client'
import { publicId } from '../ids.ts'
import type { AttemptOutcome } from '../queue/finish.ts'

// A label makes a series for ever: the endpoints that come first have one each, all others are counted as one.
const endpointsMax = 200
const others = 'other'

/** Counts what came of attempts, by endpoint. */
export interface EndpointOutcomes {
  recorded(outcomes: readonly Pick<AttemptOutcome, 'endpointId' | 'next'>[]): void
}

type Result = 'succeeded' | 'undelivered' | 'again'

export function createEndpointOutcomes(registry: Registry): EndpointOutcomes {
  const attempts = new Counter({
    name: 'hookline_attempts_total',
    help: `What came of attempts, by endpoint (the first ${endpointsMax} of this process, then "${others}")`,
    labelNames: ['endpoint', 'result'],
    registers: [registry],
  })
  const known = new Map<string, Record<Result, Counter.Internal>>()

  function countersOf(endpointId: string): Record<Result, Counter.Internal> {
    const place = known.has(endpointId) || known.size < endpointsMax ? endpointId : others
    const found = known.get(place)
    if (found) return found
    const endpoint = place === others ? others : publicId('ep', place)
    const made = {
      succeeded: attempts.labels(endpoint, 'succeeded'),
      undelivered: attempts.labels(endpoint, 'undelivered'),
      again: attempts.labels(endpoint, 'again'),
    }
    known.set(place, made)
    return made
  }

  return {
    recorded(outcomes) {
      for (const { endpointId, next } of outcomes) countersOf(endpointId)['status' in next ? next.status : 'again'].inc()
    },
  }
}
