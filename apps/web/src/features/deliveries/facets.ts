import { type DeliveryFacets, type DeliveryStatus, deliveryStatuses } from '@hookline/schema'
import type { Filters } from '../../lib/use-filters.ts'

export interface FacetValue {
  value: string
  label?: string | undefined
  count?: number | undefined
}

/** One block of the left column: its values and what choosing one of them changes. */
export interface FacetGroup {
  title: string
  values: FacetValue[]
  chosen: string | undefined
  choose: (value: string | undefined) => Filters
}

const statusNames: Record<DeliveryStatus, string> = {
  pending: 'Pending',
  succeeded: 'Succeeded',
  undelivered: 'Undelivered',
  held: 'Held',
  cancelled: 'Cancelled',
}

/** The left column. All statuses are always there; a chosen value stays although nothing matches it any more. */
export function facetGroups(
  facets: DeliveryFacets | undefined,
  filters: Filters,
  titles: ReadonlyMap<string, string> = new Map(),
): FacetGroup[] {
  const source = filters.automationId ?? filters.webhookId
  const statuses = facets?.status ?? deliveryStatuses.map((status) => ({ status, count: undefined }))
  const groups: FacetGroup[] = [
    {
      title: 'Status',
      values: statuses.map(({ status, count }) => ({ value: status, label: statusNames[status], count })),
      chosen: filters.status,
      choose: (value) => ({ status: value }),
    },
    {
      title: 'Endpoint',
      values: (facets?.hosts ?? []).map(({ host, count }) => ({ value: host, count })),
      chosen: filters.host,
      choose: (value) => ({ host: value }),
    },
    {
      title: 'Automation or webhook',
      values: (facets?.sources ?? []).map(({ id, name, count }) => ({ value: id, label: name ?? 'deleted since', count })),
      chosen: source,
      choose: sourceFilter,
    },
    {
      title: 'Event type',
      values: (facets?.eventTypes ?? []).map(({ eventType, count }) => ({ value: eventType, label: titles.get(eventType), count })),
      chosen: filters.eventType,
      choose: (value) => ({ eventType: value }),
    },
  ]
  return groups.map((group) => withChosen(group, titles)).filter(({ values }) => values.length > 0)
}

/** What the counts are of, where they are not of all that the list shows. */
export function countedWords(facets: DeliveryFacets | undefined, hasFrom: boolean): string | null {
  if (!facets) return null
  if (!facets.isWhole) return 'Counts of the newest 20,000'
  return hasFrom ? null : 'Counts of the last 24 hours'
}

function sourceFilter(value: string | undefined): Filters {
  const isWebhook = value !== undefined && !value.startsWith('aut_')
  return { automationId: isWebhook ? undefined : value, webhookId: isWebhook ? value : undefined, nodeId: undefined }
}

function withChosen(group: FacetGroup, titles: ReadonlyMap<string, string>): FacetGroup {
  const { chosen, values } = group
  if (chosen === undefined || values.some(({ value }) => value === chosen)) return group
  return { ...group, values: [{ value: chosen, label: titles.get(chosen) }, ...values] }
}
