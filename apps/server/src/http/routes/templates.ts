import { templateEchoInputSchema, templateEchoSchema, templatePreviewInputSchema, templatePreviewSchema } from '@hookline/schema'
import type { Services } from '../../context.ts'
import { echoTemplate } from '../../templates/echo.ts'
import { previewTemplate } from '../../templates/preview.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const tag = 'Templates'

export function templateRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/templates/preview', scope: 'read', tag, summary: 'Render a request for an event' },
          description:
            'Sends nothing. What cannot be rendered is among the diagnostics. Shown are the headers known beforehand, `user-agent` included; `webhook-id`, `webhook-timestamp` and `webhook-signature` are made when it is sent. Secret values are masked.',
        },
        {
          request: body(templatePreviewInputSchema),
          responses: { 200: answer(templatePreviewSchema, 'The finished requests, one a URL') },
        },
      ),
      async (c) => c.json(await previewTemplate({ ctx: c.var.ctx, input: c.req.valid('json') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/templates/echo', scope: 'manage', tag, summary: 'Send a rendered request to an echo bucket' },
          description:
            'Method, headers and body are those of the request, the URL is the bucket’s: the given one or a new one. Not signed; secret header values are replaced. 422 where the request has an error.',
        },
        { request: body(templateEchoInputSchema), responses: { 200: answer(templateEchoSchema, 'What the bucket received') } },
      ),
      async (c) => c.json(await echoTemplate({ ctx: c.var.ctx, input: c.req.valid('json') }), 200),
    )
}
