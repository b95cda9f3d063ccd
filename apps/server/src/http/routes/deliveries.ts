import { deliveryQuerySchema, deliverySchema, deliverySummarySchema, pageOf, printableText } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listDeliveries } from '../../deliveries/list.ts'
import { listUserDeliveries } from '../../deliveries/list-of-user.ts'
import { listWebhookDeliveries } from '../../deliveries/list-of-webhook.ts'
import { readDelivery } from '../../deliveries/read.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const userParams = z.object({ userId: printableText(255) })
const tag = 'Deliveries'
const page = { 200: answer(pageOf(deliverySummarySchema), 'A page of deliveries') }
const description =
  'Newest first. `from` and `to` are times at which deliveries were made; `to` is not part of the range. `q` is the whole id of a ' +
  'delivery, message, event or user, or a part of an endpoint’s host or of an error code. `body` is a text, exactly so, in what was sent ' +
  'or answered: it needs `from`, and `to` at most 24 hours later; a search that takes long ends with a `nextCursor` to go on from, ' +
  'also where it found nothing yet.'

export function deliveryRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/deliveries', scope: 'read', tag, summary: 'List deliveries', description },
        { request: { query: deliveryQuerySchema }, responses: page },
      ),
      async (c) => c.json(await listDeliveries({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          method: 'get',
          path: '/v1/users/{userId}/deliveries',
          scope: 'read',
          tag,
          summary: 'List what was sent about a user',
          description,
        },
        { request: { params: userParams, query: deliveryQuerySchema }, responses: page },
      ),
      async (c) => {
        const input = { ...c.req.valid('query'), ...c.req.valid('param') }
        return c.json(await listUserDeliveries({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/webhooks/{id}/deliveries', scope: 'read', tag, summary: 'List what a webhook sent', description },
        { request: { params, query: deliveryQuerySchema }, responses: page },
      ),
      async (c) => {
        const input = { ...c.req.valid('query'), ...c.req.valid('param') }
        return c.json(await listWebhookDeliveries({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/deliveries/{id}', scope: 'read', tag, summary: 'Read a delivery with its attempts' },
        { request: { params }, responses: { 200: answer(deliverySchema, 'The delivery') } },
      ),
      async (c) => c.json(await readDelivery({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
