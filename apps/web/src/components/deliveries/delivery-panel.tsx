import type { Delivery } from '@hookline/schema'
import { ActionIcon, Group, Tabs, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { ApiError, call } from '../../lib/api.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { RequestView } from '../request-view/request-view.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../states.tsx'
import { AttemptsTab } from './attempts-tab.tsx'
import css from './deliveries.module.css'
import { DeliveryHead } from './delivery-head.tsx'
import { useDeliveryPlace } from './delivery-place.ts'
import { WhyTab } from './why-tab.tsx'

const tabs = ['request', 'attempts', 'why'] as const

/** One delivery beside the list: how it stands, what was sent, what came back, and why it was made. */
export function DeliveryPanel({ id }: { id: string }) {
  const close = useClose(id)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const { data, error, refetch } = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => call<Delivery>('GET', `/v1/deliveries/${encodeURIComponent(id)}`, { signal }),
  })
  return (
    <aside className={css.panel} aria-label="Delivery">
      <Group justify="space-between" wrap="nowrap" px="lg" py={12} gap="sm">
        <Title order={2} ref={title} tabIndex={-1} style={{ outline: 'none' }}>
          Delivery
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the delivery" onClick={close}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <div className={css.panelBody}>
        {data ? <Content delivery={data} /> : error ? <Failed error={error} onRetry={() => void refetch()} /> : <LoadingRows />}
      </div>
    </aside>
  )
}

/** Back to the list, on the row that was opened; Escape does it too, but where something else takes it. */
function useClose(id: string): () => void {
  const navigate = useNavigate()
  const place = useDeliveryPlace()
  const close = useCallback(() => {
    document.querySelector<HTMLElement>(`[data-delivery="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
    void navigate({ ...place.close, resetScroll: false } as never)
  }, [id, navigate, place])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if ([...document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]')].some((open) => open.checkVisibility())) return
      close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])
  return close
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState title="There is no such delivery">It may be older than what is kept, or the link is not whole.</EmptyState>
  return <ErrorState what="The delivery could not be read" error={error} onRetry={onRetry} />
}

function Content({ delivery }: { delivery: Delivery }) {
  const [filters, setFilters] = useFilters()
  const { tab } = useDeliveryPlace()
  const chosen = tabs.find((name) => name === filters[tab]) ?? 'request'
  return (
    <>
      <DeliveryHead delivery={delivery} />
      <Tabs
        value={chosen}
        onChange={(next) => setFilters({ [tab]: next === 'request' ? undefined : (next ?? undefined) })}
        keepMounted={false}
        mt="md"
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="request">Request</Tabs.Tab>
          <Tabs.Tab value="attempts">Attempts {delivery.attempts.length}</Tabs.Tab>
          <Tabs.Tab value="why">Why</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request">
          <RequestView request={delivery.request} label="Request of this delivery" />
        </Tabs.Panel>
        <Tabs.Panel value="attempts">
          <AttemptsTab delivery={delivery} />
        </Tabs.Panel>
        <Tabs.Panel value="why">
          <WhyTab delivery={delivery} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
