import type { WebhookHealth } from '@hookline/schema'

/** How many deliveries an inactive webhook holds; null where that is not known. */
export function heldByInactive(health: WebhookHealth | undefined): number | null {
  if (!health || health.waiting === null) return null
  return health.held.find(({ reason }) => reason === 'webhook-inactive')?.count ?? 0
}
