import type { JsonObject, JsonValue } from './json.ts'

/** What a template or a condition can see (api.md › The request template); the keys are the roots of paths. */
export interface TemplateScope {
  /** The event's data. */
  event: JsonObject
  trigger: { id: string; type: string; occurredAt: string }
  user: { id: string }
  /** The user's state, the event's own patch already merged. */
  state: JsonObject
  campaign: { id: string; name: string | null } | null
  /** Known only where a delivery is made; absent in conditions. */
  delivery?: { id: string }
  /** ISO 8601 UTC. */
  now: string
  steps?: { [nodeId: string]: { response: { status: number; body: JsonValue } } }
}
