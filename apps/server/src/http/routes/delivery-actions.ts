import { deliverySchema, printableText, resendInputSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { cancelDelivery } from '../../deliveries/cancel.ts'
import { resendDelivery } from '../../deliveries/resend.ts'
import { tryDeliveryNow } from '../../deliveries/try-now.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Deliveries'

/** What can be done with one delivery. */
export function deliveryActionRoutes(services: Services) {
  return createRoutes()
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
          ...{ method: 'post', path: '/v1/deliveries/{id}/cancel', scope: 'manage', tag, summary: 'Cancel a delivery that is owed' },
          description: 'It is not tried again; an attempt under way at this moment may still arrive. 409 when it is done already.',
        },
        { request: { params }, responses: { 200: answer(deliverySchema, 'The delivery, cancelled') } },
      ),
      async (c) => c.json(await cancelDelivery({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/deliveries/{id}/try-now', scope: 'manage', tag, summary: 'Try a delivery that waits at once' },
          description:
            'It does not wait for its next try any longer; the try counts as one of its retries. 409 with the reason where it is held, ' +
            'under way at this moment, or done already.',
        },
        { request: { params }, responses: { 200: answer(deliverySchema, 'The delivery, due now') } },
      ),
      async (c) => c.json(await tryDeliveryNow({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
