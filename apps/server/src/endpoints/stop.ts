import type { EndpointStop } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Sql } from '../db/client.ts'
import type { EndpointState } from '../health/endpoint-state.ts'
import { readStates } from '../health/store.ts'

/** What stands against an endpoint, as the API tells it; nothing for most. */
export function toStop(state: EndpointState | undefined): EndpointStop {
  const breaker = state?.breaker
  return {
    breaker: breaker?.phase ?? 'closed',
    breakerSince: instantOf(state?.phaseSinceMs),
    openUntil: breaker?.phase === 'open' ? new Date(breaker.untilMs).toISOString() : null,
    paused: state?.pause ? { at: new Date(state.pause.atMs).toISOString(), reason: state.pause.reason, by: state.pause.by } : null,
    retryAfter: instantOf(state?.retryAfterMs),
    failingSince: instantOf(state?.failingSinceMs),
  }
}

/** What stands against one endpoint now. */
export async function readStop(sql: Sql, { workspaceId }: Ctx, endpointId: string): Promise<EndpointStop> {
  return toStop((await readStates(sql, workspaceId)).find((state) => state.endpointId === endpointId))
}

function instantOf(ms: number | null | undefined): string | null {
  return ms == null ? null : new Date(ms).toISOString()
}
