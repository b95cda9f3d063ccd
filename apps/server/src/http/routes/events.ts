import { eventDetailSchema, eventQuerySchema, eventSchema, pageOf, printableText } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listEvents } from '../../events/list.ts'
import { readEvent } from '../../events/read.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Events'

/** Reading events; taking them in is ingest.ts. An id may have any printable characters, percent-encoded in the path. */
export function eventRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/events', scope: 'read', tag, summary: 'List events' },
          description: 'Newest first. `from` and `to` are times of receipt; `to` is not part of the range.',
        },
        { request: { query: eventQuerySchema }, responses: { 200: answer(pageOf(eventSchema), 'A page of events') } },
      ),
      async (c) => c.json(await listEvents({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/events/{id}', scope: 'read', tag, summary: 'Read an event with what it caused' },
          description: 'What acted on it, its runs and its deliveries: of the last two at most 500 each, the newest.',
        },
        { request: { params }, responses: { 200: answer(eventDetailSchema, 'The event') } },
      ),
      async (c) => c.json(await readEvent({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
