import { printableText, webhookExamplesSchema, webhookTestInputSchema, webhookTestSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listWebhookExamples } from '../../webhooks/examples.ts'
import { testWebhook } from '../../webhooks/test.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255).meta({ description: 'The id of the webhook, or its hookId' }) })
const tag = 'Webhooks'

/** Trying a webhook before anything happens. */
export function webhookTrialRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/webhooks/{id}/test', scope: 'manage', tag, summary: 'Call a webhook once with a sample' },
          description:
            'The sample of the event type is really sent, signed, to every URL, and not kept in the history; it is not tried again. The ' +
            'condition is not asked, and an inactive webhook is called too; `hints` say so, and what to do about an answer that was not ' +
            'accepted. 409 while calls are switched off.',
        },
        { request: { params, ...body(webhookTestInputSchema) }, responses: { 200: answer(webhookTestSchema, 'What came of it') } },
      ),
      async (c) => c.json(await testWebhook({ ctx: c.var.ctx, input: { ...c.req.valid('json'), ...c.req.valid('param') } }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/webhooks/{id}/examples', scope: 'read', tag, summary: 'Show what a webhook would send' },
        { request: { params }, responses: { 200: answer(webhookExamplesSchema, 'By event type, at most 20') } },
      ),
      async (c) => c.json(await listWebhookExamples({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
