// Apart from the schemas: the page shows these words without loading what checks them.

export const deliveryStatuses = ['pending', 'succeeded', 'undelivered', 'held', 'cancelled'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const heldReasons = ['switch-off', 'webhook-inactive', 'endpoint-paused', 'breaker-open'] as const
export type HeldReason = (typeof heldReasons)[number]
