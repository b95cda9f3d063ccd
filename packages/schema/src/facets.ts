import { z } from 'zod'
import { deliveryStatuses } from './delivery-status.ts'
import { instant } from './text.ts'

/** Values that one facet lists, at most: those with the highest counts. */
export const facetValuesMax = 50

const count = z.int()

/**
 * How many deliveries each value of a filter would leave. The choice made within `status` and `eventTypes` does not count
 * for itself, so that the others can still be chosen. Where more deliveries match than are looked at, `isWhole` is false
 * and the counts are those of the newest.
 */
export const deliveryFacetsSchema = z
  .object({
    from: instant,
    to: instant.nullable(),
    isWhole: z.boolean(),
    status: z.array(z.object({ status: z.enum(deliveryStatuses), count })),
    hosts: z.array(z.object({ host: z.string(), count })),
    sources: z.array(z.object({ kind: z.enum(['automation', 'webhook']), id: z.string(), name: z.string().nullable(), count })),
    eventTypes: z.array(z.object({ eventType: z.string(), count })),
  })
  .meta({ id: 'DeliveryFacets' })
export type DeliveryFacets = z.infer<typeof deliveryFacetsSchema>
