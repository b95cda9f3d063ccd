import { z } from 'zod'
import { deliveryStatuses } from './delivery-status.ts'
import { instant } from './text.ts'

/** Values that one facet lists, at most: those with the highest counts. */
export const facetValuesMax = 50

const counted = { count: z.int(), isMore: z.boolean() }

/**
 * How many deliveries each value of a filter would leave; the choice made within a facet does not count for itself, so that
 * its other values can still be chosen. `count` goes up to 10,000, `isMore` says that there are more. `isWhole` is false
 * where more deliveries are owed, or match a user or a search text, than are looked at: then the counts are of the newest.
 */
export const deliveryFacetsSchema = z
  .object({
    from: instant,
    to: instant.nullable(),
    isWhole: z.boolean(),
    status: z.array(z.object({ status: z.enum(deliveryStatuses), ...counted })),
    errors: z.array(z.object({ error: z.string(), ...counted })),
    hosts: z.array(z.object({ host: z.string(), ...counted })),
    sources: z.array(z.object({ kind: z.enum(['automation', 'webhook']), id: z.string(), name: z.string().nullable(), ...counted })),
    eventTypes: z.array(z.object({ eventType: z.string(), ...counted })),
    campaigns: z.array(z.object({ campaignId: z.string(), ...counted })),
  })
  .meta({ id: 'DeliveryFacets' })
export type DeliveryFacets = z.infer<typeof deliveryFacetsSchema>
