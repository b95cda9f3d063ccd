// Apart from the schemas: the page shows these words without loading what checks them.

export const deliveryStatuses = ['pending', 'succeeded', 'undelivered', 'held', 'cancelled'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const heldReasons = ['switch-off', 'webhook-inactive', 'endpoint-paused', 'breaker-open'] as const
export type HeldReason = (typeof heldReasons)[number]

/** Bodies are searched within so many hours, for a text of at least so many characters. */
export const bodySearchHoursMax = 24
export const bodySearchCharsMin = 3

/** What a facet counts up to; beyond it there are more. */
export const facetCountMax = 10_000
