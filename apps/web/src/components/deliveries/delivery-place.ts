import { createContext, useContext } from 'react'
import type { Filters } from '../../lib/use-filters.ts'

/** Where a link leads; for the router. */
interface Target {
  to: string
  params?: { id: string }
  search: (before: Filters) => Filters
}

/** Where one delivery is shown: each has an address, whatever list it is opened from. */
export interface DeliveryPlace {
  open: (id: string) => Target
  close: Target
  /** Where the address says which tab of the delivery is shown. */
  tab: string
}

/** The page of all deliveries: a delivery has a path of its own. */
export const deliveriesPage: DeliveryPlace = {
  open: (id) => ({ to: '/deliveries/$id', params: { id }, search: (before) => before }),
  close: { to: '/deliveries', search: ({ tab: _tab, ...before }) => before },
  tab: 'tab',
}

/** Any other page that has a list of deliveries: the delivery stands in its search, beside the page's own tab. */
export const withinPage: DeliveryPlace = {
  open: (id) => ({ to: '.', search: ({ part: _part, ...before }) => ({ ...before, delivery: id }) }),
  close: { to: '.', search: ({ delivery: _delivery, part: _part, ...before }) => before },
  tab: 'part',
}

export const DeliveryPlaceContext = createContext<DeliveryPlace>(deliveriesPage)

export function useDeliveryPlace(): DeliveryPlace {
  return useContext(DeliveryPlaceContext)
}
