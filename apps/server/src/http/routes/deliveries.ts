import {
  deliveryQuerySchema,
  deliverySchema,
  deliverySummarySchema,
  jobSchema,
  pageOf,
  printableText,
  resendAllInputSchema,
  resendCountSchema,
  resendInputSchema,
} from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { cancelDelivery } from '../../deliveries/cancel.ts'
import { listDeliveries } from '../../deliveries/list.ts'
import { listUserDeliveries } from '../../deliveries/list-of-user.ts'
import { listWebhookDeliveries } from '../../deliveries/list-of-webhook.ts'
import { readDelivery } from '../../deliveries/read.ts'
import { resendDelivery } from '../../deliveries/resend.ts'
import { resendAll } from '../../deliveries/resend-all.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const userParams = z.object({ userId: printableText(255) })
const tag = 'Deliveries'
const page = { 200: answer(pageOf(deliverySummarySchema), 'A page of deliveries') }
const description =
  'Newest first. `from` and `to` are times at which deliveries were made; `to` is not part of the range. `q` is the whole id of a ' +
  'delivery, message, event or user, or a part of an endpoint’s host or of an error code.'

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
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/deliveries/{id}/resend', scope: 'manage', tag, summary: 'Resend a delivery' },
          description:
            '`stored` sends the same bytes under the same message id (`newMessage`: under a new one); `again` renders the stored event ' +
            'by the present definition and the user’s present state, as a new message. A delivery that is still owed is not resent: 409.',
        },
        { request: { params, ...body(resendInputSchema) }, responses: { 201: answer(deliverySchema, 'The new delivery') } },
      ),
      async (c) => c.json(await resendDelivery({ ctx: c.var.ctx, input: { ...c.req.valid('json'), ...c.req.valid('param') } }), 201),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/deliveries/resend', scope: 'manage', tag, summary: 'Resend all that match a filter' },
          description:
            'With `dryRun` only how many; otherwise a job that can be followed and cancelled (`/v1/jobs/{id}`). Deliveries that are ' +
            'still owed, and those made after the call, are not meant. What cannot be sent any more is counted as failed.',
        },
        {
          request: { ...body(resendAllInputSchema) },
          responses: { 200: answer(resendCountSchema, 'How many, for a dry run'), 202: answer(jobSchema, 'The job') },
        },
      ),
      async (c) => {
        const result = await resendAll({ ctx: c.var.ctx, input: c.req.valid('json') })
        return 'count' in result ? c.json(result, 200) : c.json(result, 202)
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/deliveries/{id}/cancel', scope: 'manage', tag, summary: 'Cancel a delivery that is owed' },
          description: 'It is not tried again; an attempt under way at this moment may still arrive. 409 when it is done already.',
        },
        { request: { params }, responses: { 200: answer(deliverySchema, 'The delivery, cancelled') } },
      ),
      async (c) => c.json(await cancelDelivery({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
