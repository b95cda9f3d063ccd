import type { JsonObject, TemplateScope } from '@hookline/schema'

/** A scope with this event data and state, for tests. */
export function sampleScope(event: JsonObject = {}, state: JsonObject = {}): TemplateScope {
  return {
    event,
    trigger: { id: 'evt-1', type: 'level_completed', occurredAt: '2026-11-21T10:00:00.000Z' },
    user: { id: 'u-42' },
    state,
    campaign: { id: 'summer', name: 'Summer' },
    delivery: { id: 'dlv_1' },
    now: '2026-11-21T10:00:01.000Z',
  }
}
