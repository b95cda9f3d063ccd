import { type DeliveryFacets, type DeliveryStatus, deliveryStatuses } from '@hookline/schema'
import { formatCount } from '../../lib/format-number.ts'
import type { Filters } from '../../lib/use-filters.ts'

export interface FacetValue {
  value: string
  label?: string | undefined
  count?: number | undefined
  /** There are more than `count`. */
  isMore?: boolean
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

/** What event types and campaigns are called, by their ids. */
interface Names {
  titles?: ReadonlyMap<string, string>
  campaigns?: ReadonlyMap<string, string>
}

const noNames: ReadonlyMap<string, string> = new Map()

/** The left column. All statuses are always there; a chosen value stays although nothing matches it any more. */
export function facetGroups(
  facets: DeliveryFacets | undefined,
  filters: Filters,
  { titles = noNames, campaigns = noNames }: Names = {},
): FacetGroup[] {
  const source = filters.automationId ?? filters.webhookId
  const statuses = facets?.status ?? deliveryStatuses.map((status) => ({ status, count: undefined }))
  const groups: FacetGroup[] = [
    {
      title: 'Status',
      values: statuses.map(({ status, ...counted }) => ({ value: status, label: statusNames[status], ...counted })),
      chosen: filters.status,
      choose: (value) => ({ status: value }),
    },
    {
      title: 'Error',
      values: (facets?.errors ?? []).map(({ error, ...counted }) => ({ value: error, ...counted })),
      chosen: filters.error,
      choose: (value) => ({ error: value }),
    },
    {
      title: 'Endpoint',
      values: (facets?.hosts ?? []).map(({ host, ...counted }) => ({ value: host, ...counted })),
      chosen: filters.host,
      choose: (value) => ({ host: value }),
    },
    {
      title: 'Automation or webhook',
      values: (facets?.sources ?? []).map(({ id, name, count, isMore }) => ({ value: id, label: name ?? 'deleted since', count, isMore })),
      chosen: source,
      choose: sourceFilter,
    },
    {
      title: 'Event type',
      values: (facets?.eventTypes ?? []).map(({ eventType, ...counted }) => ({
        value: eventType,
        label: titles.get(eventType),
        ...counted,
      })),
      chosen: filters.eventType,
      choose: (value) => ({ eventType: value }),
    },
    {
      title: 'Campaign',
      values: (facets?.campaigns ?? []).map(({ campaignId, ...counted }) => ({
        value: campaignId,
        label: campaigns.get(campaignId),
        ...counted,
      })),
      chosen: filters.campaignId,
      choose: (value) => ({ campaignId: value }),
    },
  ]
  return groups.map((group) => withChosen(group, group.title === 'Campaign' ? campaigns : titles)).filter(({ values }) => values.length > 0)
}

/** What the counts are of, where they are not of all that the list shows. */
export function countedWords(facets: DeliveryFacets | undefined, { from, body }: Record<string, string>): string | null {
  if (!facets) return null
  const ofWhat = body === undefined ? '' : ', whatever stands in the bodies'
  if (!facets.isWhole) return `Counts of the newest 10,000${ofWhat}`
  if (from === undefined) return `Counts of the last 24 hours${ofWhat}`
  return body === undefined ? null : `Counts${ofWhat}`
}

/** A count as it stands beside a value, and as it is read out: "10,000+", "more than 10,000". */
export function countWords(count: number, isMore: boolean): { short: string; whole: string } {
  const shown = formatCount(count)
  return isMore ? { short: `${shown}+`, whole: `more than ${shown}` } : { short: shown, whole: shown }
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
