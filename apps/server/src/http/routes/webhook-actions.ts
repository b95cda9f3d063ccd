import { printableText, rotateSecretInputSchema, webhookHealthListSchema, webhookHealthQuerySchema, webhookSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { duplicateWebhook } from '../../webhooks/duplicate.ts'
import { readWebhookHealth } from '../../webhooks/health.ts'
import { rotateSecret } from '../../webhooks/rotate-secret.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255).meta({ description: 'The id of the webhook, or its hookId' }) })
const tag = 'Webhooks'

/** What is done with webhooks that are there, and how they do. Health has a path of its own: any word may be a hookId. */
export function webhookActionRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/webhooks/{id}/duplicate', scope: 'manage', tag, summary: 'Copy a webhook' },
          description: 'The copy has the secrets of the webhook, no hookId, and is inactive.',
        },
        { request: { params }, responses: { 201: answer(webhookSchema, 'The copy') } },
      ),
      async (c) => c.json(await duplicateWebhook({ ctx: c.var.ctx, input: c.req.valid('param') }), 201),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/webhooks/{id}/rotate-secret', scope: 'manage', tag, summary: 'Replace the signing secret' },
          description:
            'The new secret is in this answer alone. For the overlap each call carries a second signature, made with the former ' +
            'secret. 409 where there is no secret.',
        },
        { request: { params, ...body(rotateSecretInputSchema) }, responses: { 200: answer(webhookSchema, 'The webhook') } },
      ),
      async (c) => c.json(await rotateSecret({ ctx: c.var.ctx, input: { ...c.req.valid('json'), ...c.req.valid('param') } }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/webhook-health', scope: 'read', tag, summary: 'How webhooks do' },
          description: 'Of the last 24 hours of the clock (UTC), by hour; what is held, why and since when; the last call of each URL.',
        },
        { request: { query: webhookHealthQuerySchema }, responses: { 200: answer(webhookHealthListSchema, 'In the order of `ids`') } },
      ),
      async (c) => c.json(await readWebhookHealth({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
}
