import { catalogSchema } from '@hookline/schema'
import { readCatalog } from '../../catalog/read.ts'
import type { Services } from '../../context.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

export function catalogRoutes(services: Services) {
  return createRoutes().openapi(
    jsonRoute(
      services,
      {
        ...{ method: 'get', path: '/v1/catalog', scope: 'read', tag: 'Event types', summary: 'Read what is known of events and users' },
        description: 'The schema and the last sample of each event type, and the shape of the states of users seen so far.',
      },
      { request: {}, responses: { 200: answer(catalogSchema, 'What drafts are checked against') } },
    ),
    async (c) => c.json(await readCatalog({ ctx: c.var.ctx }), 200),
  )
}
