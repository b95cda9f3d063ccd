import { eventTypeInputSchema, eventTypeName, eventTypePatchSchema, eventTypeSchema, pageOf, pageQuery } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { createEventType } from '../../event-types/create.ts'
import { listEventTypes } from '../../event-types/list.ts'
import { readEventType } from '../../event-types/read.ts'
import { removeEventType } from '../../event-types/remove.ts'
import { updateEventType } from '../../event-types/update.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ name: eventTypeName })
const tag = 'Event types'

export function eventTypeRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/event-types', scope: 'read', tag, summary: 'List event types' },
          description: 'The catalogue: what was declared, and what came in without being declared.',
        },
        { request: { query: pageQuery }, responses: { 200: answer(pageOf(eventTypeSchema), 'A page of event types') } },
      ),
      async (c) => c.json(await listEventTypes({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/event-types', scope: 'manage', tag, summary: 'Declare an event type' },
          description: 'One that was only seen so far becomes a declared one and keeps what was seen of it.',
        },
        { request: body(eventTypeInputSchema), responses: { 201: answer(eventTypeSchema, 'The event type') } },
      ),
      async (c) => c.json(await createEventType({ ctx: c.var.ctx, input: c.req.valid('json') }), 201),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/event-types/{name}', scope: 'read', tag, summary: 'Read an event type' },
        { request: { params }, responses: { 200: answer(eventTypeSchema, 'The event type') } },
      ),
      async (c) => c.json(await readEventType({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'patch', path: '/v1/event-types/{name}', scope: 'manage', tag, summary: 'Change an event type' },
        { request: { params, ...body(eventTypePatchSchema) }, responses: { 200: answer(eventTypeSchema, 'The event type') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), patch: c.req.valid('json') }
        return c.json(await updateEventType({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path: '/v1/event-types/{name}', scope: 'manage', tag, summary: 'Remove an event type from the catalogue' },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeEventType({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
