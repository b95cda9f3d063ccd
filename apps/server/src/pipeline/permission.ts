import type { Live } from '../live/load.ts'
import type { Owed } from '../queue/owed.ts'
import type { Permission } from './deliver.ts'

/** Whether an owed delivery may leave now by its workspace and source (product.md › What stops what). */
export function permissionOf(
  owed: Pick<Owed, 'sourceKind' | 'sourceId'>,
  live: Pick<Live, 'webhooksEnabled' | 'webhooks' | 'automations'>,
): Exclude<Permission, object> {
  if (!live.webhooksEnabled) return 'switch-off'
  if (owed.sourceKind === 'automation') return live.automations.has(owed.sourceId) ? 'send' : 'cancel'
  const status = live.webhooks.get(owed.sourceId)
  if (status === undefined) return 'cancel'
  return status === 'active' ? 'send' : 'webhook-inactive'
}
