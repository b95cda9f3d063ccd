import { deliveryStatuses } from '@hookline/schema'
import type { Filters } from '../../lib/use-filters.ts'
import { timeOf } from '../time-range/time-range.ts'

/** Filters of the API that stand in the address under the same names. */
const plainNames = [
  'status',
  'error',
  'q',
  'body',
  'eventType',
  'userId',
  'campaignId',
  'automationId',
  'nodeId',
  'webhookId',
  'endpointId',
  'host',
] as const

const timeNames = ['range', 'from', 'to'] as const

/** What the API is asked for; a status that does not exist is left out. */
export function apiQuery(filters: Filters, nowMs: number): Record<string, string> {
  const isStatus = deliveryStatuses.some((status) => status === filters.status)
  const plain = plainNames.flatMap((name) => {
    const value = filters[name]
    return value === undefined || (name === 'status' && !isStatus) ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(plain), ...timeOf(filters, nowMs) }
}

/** Tells whether anything narrows the list. */
export function isFiltered(filters: Filters): boolean {
  return [...plainNames, ...timeNames].some((name) => filters[name] !== undefined)
}

/** The change that shows all again. */
export const noFilters: Filters = Object.fromEntries([...plainNames, ...timeNames].map((name) => [name, undefined]))
