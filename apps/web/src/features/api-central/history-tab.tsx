import { DeliveryHistory } from '../../components/deliveries/delivery-history.tsx'
import { EmptyState } from '../../components/states.tsx'

const everything = {}

/** Every call of the workspace, of webhooks and of automations. */
export function HistoryTab() {
  return (
    <DeliveryHistory
      of={everything}
      empty={
        <EmptyState title="Nothing was sent yet">
          Each call of a webhook or an automation appears here by itself. Test calls are not in the history.
        </EmptyState>
      }
    />
  )
}
