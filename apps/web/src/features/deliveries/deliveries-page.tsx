import type { DeliveryFacets, Endpoint } from '@hookline/schema'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import css from '../../components/deliveries/deliveries.module.css'
import { apiQuery, isFiltered, noFilters } from '../../components/deliveries/delivery-filters.ts'
import { DeliveryList } from '../../components/deliveries/delivery-list.tsx'
import { deliveriesPage } from '../../components/deliveries/delivery-place.ts'
import { FilterBar } from '../../components/deliveries/filter-bar.tsx'
import { ListActions } from '../../components/deliveries/list-actions.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState } from '../../components/states.tsx'
import { StopBanner } from '../../components/stops/stop-banner.tsx'
import { useMinute } from '../../components/time-range/use-minute.ts'
import { call } from '../../lib/api.ts'
import { useCampaignNames } from '../../lib/use-campaigns.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { type Filters, useFilters } from '../../lib/use-filters.ts'
import { FacetColumn } from './facet-column.tsx'
import { countedWords, facetGroups } from './facets.ts'

/** Everything that was sent and what is owed; one of them in a panel beside the list. */
export function DeliveriesPage() {
  const [filters, setFilters] = useFilters()
  const { id: openId } = useParams({ strict: false })
  const query = apiQuery(filters, useMinute())
  const facets = useFacets(query)
  const names = { titles: useEventTitles(), campaigns: useCampaignNames() }
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false })
  const [showsFacets, setShowsFacets] = useState(false)
  return (
    <PageFrame
      title="Deliveries"
      description="Every call that Hookline made or still owes, newest first."
      actions={
        <>
          {isNarrow && (
            <Button
              variant="default"
              leftSection={<IconFilter size={16} aria-hidden />}
              aria-expanded={showsFacets}
              onClick={() => setShowsFacets(!showsFacets)}
            >
              {showsFacets ? 'Hide filters' : 'Filters'}
            </Button>
          )}
          <ListActions query={query} />
        </>
      }
    >
      <StopBanner concerns={stopConcerns(filters)} />
      <FilterBar filters={filters} onChange={setFilters} />
      <div className={css.layout}>
        {(!isNarrow || showsFacets) && (
          <FacetColumn groups={facetGroups(facets, filters, names)} onChange={setFilters} note={countedWords(facets, query)} />
        )}
        <DeliveryList
          place={deliveriesPage}
          query={query}
          openId={openId}
          isFiltered={isFiltered(filters)}
          onClear={() => setFilters(noFilters)}
          empty={
            <EmptyState title="Nothing was sent yet">
              When an event matches a published automation or an active webhook, its call appears here by itself, with what was sent and
              what came back.
            </EmptyState>
          }
        />
      </div>
    </PageFrame>
  )
}

/** Counts for the left column; without them it shows the statuses alone. */
function useFacets(filter: Record<string, string>): DeliveryFacets | undefined {
  const query = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== 'body'))
  const { data } = useQuery({
    queryKey: ['deliveries', 'facets', query],
    queryFn: ({ signal }) => call<DeliveryFacets>('GET', '/v1/deliveries/facets', { query, signal }),
    placeholderData: keepPreviousData,
  })
  return data
}

/** Endpoints whose deliveries the filters let through. */
function stopConcerns({ endpointId, webhookId, automationId }: Filters): (endpoint: Endpoint) => boolean {
  const sourceId = webhookId ?? automationId
  return ({ id, source }) => (endpointId === undefined || endpointId === id) && (sourceId === undefined || sourceId === source.id)
}
