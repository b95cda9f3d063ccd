import { type DeliveryStatus, deliveryStatuses } from '@hookline/schema'
import type { Filters } from '../../lib/use-filters.ts'

export interface FacetValue {
  value: string
  label?: string | undefined
  count?: number | undefined
}

/** `GET /v1/deliveries/facets`: how the deliveries that match a filter divide. */
export interface Facets {
  status?: FacetValue[]
  endpoint?: FacetValue[]
  source?: FacetValue[]
  eventType?: FacetValue[]
}

/** One block of the left column: its values and what choosing one of them changes. */
export interface FacetGroup {
  title: string
  values: FacetValue[]
  chosen: string | undefined
  choose: (value: string | undefined) => Filters
}

export const statusNames: Record<DeliveryStatus, string> = {
  pending: 'Pending',
  succeeded: 'Succeeded',
  undelivered: 'Undelivered',
  held: 'Held',
  cancelled: 'Cancelled',
}

/** The left column. All statuses are always there; a chosen value stays although nothing matches it any more. */
export function facetGroups(facets: Facets | undefined, filters: Filters): FacetGroup[] {
  const source = filters.automationId ?? filters.webhookId
  const groups: FacetGroup[] = [
    {
      title: 'Status',
      values: deliveryStatuses.map((value) => ({ value, label: statusNames[value], count: countOf(facets?.status, value) })),
      ...{ chosen: filters.status, choose: (value) => ({ status: value }) },
    },
    { title: 'Endpoint', values: facets?.endpoint ?? [], chosen: filters.endpointId, choose: (value) => ({ endpointId: value }) },
    { title: 'Automation or webhook', values: facets?.source ?? [], chosen: source, choose: sourceFilter },
    { title: 'Event type', values: facets?.eventType ?? [], chosen: filters.eventType, choose: (value) => ({ eventType: value }) },
  ]
  return groups.map(withChosen).filter(({ values }) => values.length > 0)
}

function sourceFilter(value: string | undefined): Filters {
  const isWebhook = value !== undefined && !value.startsWith('aut_')
  return { automationId: isWebhook ? undefined : value, webhookId: isWebhook ? value : undefined }
}

function countOf(values: FacetValue[] | undefined, value: string): number | undefined {
  return values && (values.find((one) => one.value === value)?.count ?? 0)
}

function withChosen(group: FacetGroup): FacetGroup {
  const { chosen, values } = group
  if (chosen === undefined || values.some(({ value }) => value === chosen)) return group
  return { ...group, values: [{ value: chosen }, ...values] }
}
