import { deliveryFacetsSchema, deliveryFilterSchema } from '@hookline/schema'
import type { Services } from '../../context.ts'
import { countFacets } from '../../deliveries/facets.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const tag = 'Deliveries'

/** Stands before the routes of one delivery, whose path would take it for an id. */
export function facetRoutes(services: Services) {
  return createRoutes().openapi(
    jsonRoute(
      services,
      {
        ...{
          method: 'get',
          path: '/v1/deliveries/facets',
          scope: 'read',
          tag,
          summary: 'Count deliveries by what they can be filtered by',
        },
        description:
          'Takes the filters of the list; without `from` the last 24 hours. At most the newest 10,000 that are owed, that succeeded and that did not are counted.',
      },
      { request: { query: deliveryFilterSchema }, responses: { 200: answer(deliveryFacetsSchema, 'The counts') } },
    ),
    async (c) => c.json(await countFacets({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
  )
}
