import { deliveryFacetQuerySchema, deliveryFacetsSchema } from '@hookline/schema'
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
          'Takes the filters of the list but `body`; without `from` the last 24 hours. Counts go up to 10,000; `isMore` says where there are more. ' +
          'Of what is owed, and of what matches `userId` or `q`, at most the newest 10,000 are looked at; where there are more, `isWhole` is false.',
      },
      { request: { query: deliveryFacetQuerySchema }, responses: { 200: answer(deliveryFacetsSchema, 'The counts') } },
    ),
    async (c) => c.json(await countFacets({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
  )
}
