import type { Simulation } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { formatExact } from '../../lib/format-time.ts'
import type { TrialInput } from './trial.ts'

interface SimulationOptions {
  automationId: string
  input: TrialInput
  /** Counts what the server has saved of the draft: another number asks again. */
  savedCount: number
  isOpen: boolean
}

/** What the saved draft would do with the trial; asked again whenever one of both changes. */
export function useSimulation({ automationId, input, savedCount, isOpen }: SimulationOptions) {
  return useQuery({
    queryKey: ['simulation', automationId, savedCount, input],
    queryFn: ({ signal }) => {
      if (!input.ok) throw new Error('a trial that cannot be read is not asked about')
      const body = { event: input.event, ...(input.state && { state: input.state }) }
      return call<Simulation>('POST', `/v1/automations/${encodeURIComponent(automationId)}/simulate`, { body, signal })
    },
    enabled: isOpen && input.ok,
    placeholderData: (before) => before,
    gcTime: 60_000,
    select: inOwnTime,
  })
}

/** The walk with the ends of its waits as the reader's clock shows them. */
function inOwnTime(simulation: Simulation): Simulation {
  const trace = simulation.trace.map((step) => {
    return step.until === undefined ? step : { ...step, detail: step.detail.replace(step.until, formatExact(step.until)) }
  })
  return { ...simulation, trace }
}
