import { filterOf, pageOf, pageQuery, printableText, webhookSchema, webhookShortInputSchema, webhookStatuses } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { createWebhook } from '../../webhooks/create.ts'
import { webhookBody, webhookLongBody, webhookPatchBody } from '../../webhooks/input.ts'
import { listWebhooks } from '../../webhooks/list.ts'
import { readWebhook } from '../../webhooks/read.ts'
import { removeWebhook } from '../../webhooks/remove.ts'
import { updateWebhook } from '../../webhooks/update.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ id: printableText(255).meta({ description: 'The id of the webhook, or its hookId' }) })
const tag = 'Webhooks'
const ifMatch = z.object({ 'if-match': z.string().max(500).optional() })
const filter = pageQuery.extend({
  q: filterOf(printableText(200)),
  status: filterOf(z.enum(webhookStatuses)),
  campaignId: filterOf(printableText(255)),
  eventType: filterOf(printableText(200)),
})

export function webhookRoutes(services: Services) {
  const app = createRoutes()
  const responses = { 201: answer(webhookSchema, 'The webhook') }
  const post = jsonRoute(
    services,
    {
      ...{ method: 'post', path: '/v1/webhooks', scope: 'manage', tag, summary: 'Make a webhook' },
      description: 'In the long form, or as { scope, url, secret, hook_id }. A secret is in this answer alone.',
    },
    { request: body(webhookBody), responses },
  )
  // The document shows the two forms, which the body that is parsed tells apart by itself.
  const { middleware: _ours, ...documented } = post
  app.openAPIRegistry.registerPath({ ...documented, request: body(z.union([webhookLongBody, webhookShortInputSchema])) })
  return app
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/webhooks', scope: 'read', tag, summary: 'List webhooks' },
        { request: { query: filter }, responses: { 200: answer(pageOf(webhookSchema), 'A page of webhooks, newest first') } },
      ),
      async (c) => c.json(await listWebhooks({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi({ ...post, hide: true }, async (c) => {
      const { webhook, etag } = await createWebhook({ ctx: c.var.ctx, input: c.req.valid('json') })
      return c.json(webhook, 201, { etag })
    })
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/webhooks/{id}', scope: 'read', tag, summary: 'Read a webhook' },
        { request: { params }, responses: { 200: answer(webhookSchema, 'The webhook, with its ETag') } },
      ),
      async (c) => {
        const { webhook, etag } = await readWebhook({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(webhook, 200, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'patch', path: '/v1/webhooks/{id}', scope: 'manage', tag, summary: 'Change a webhook' },
          description:
            'request and policy are replaced whole. With If-Match, 412 where somebody else was faster. `held` stands beside `"status": "active"` alone and says what becomes of what the inactive webhook held: `send` (the default), `drop`, or drop what was made before a time.',
        },
        {
          request: { params, headers: ifMatch, ...body(webhookPatchBody) },
          responses: { 200: answer(webhookSchema, 'The webhook, with its new ETag') },
        },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), patch: c.req.valid('json'), ifMatch: c.req.valid('header')['if-match'] }
        const { webhook, etag } = await updateWebhook({ ctx: c.var.ctx, input })
        return c.json(webhook, 200, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path: '/v1/webhooks/{id}', scope: 'manage', tag, summary: 'Remove a webhook' },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeWebhook({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
