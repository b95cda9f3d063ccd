import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeliveryHistory } from '../../components/deliveries/delivery-history.tsx'
import { EmptyState } from '../../components/states.tsx'

const everything = {}

/** Every call of the workspace, of webhooks and of automations. */
export function HistoryTab() {
  return (
    <DeliveryHistory
      of={everything}
      note={
        <>
          Every call of this workspace, of webhooks and of automations alike, and what is still owed. Test calls are not in it; who made one
          stands in the{' '}
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'audit' }} />}>
            audit trail
          </Anchor>
          . With counts beside the list, the same is under{' '}
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/deliveries" search={{}} />}>
            Deliveries
          </Anchor>
          .
        </>
      }
      empty={
        <EmptyState title="Nothing was sent yet">
          Each call of a webhook or an automation appears here by itself. Test calls are not in the history.
        </EmptyState>
      }
    />
  )
}
