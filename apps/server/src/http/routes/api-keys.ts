import { apiKeyInputSchema, apiKeySchema, pageOf, pageQuery, printableText } from '@hookline/schema'
import { z } from 'zod'
import { createApiKey } from '../../api-keys/create.ts'
import { listApiKeys } from '../../api-keys/list.ts'
import { revokeApiKey } from '../../api-keys/revoke.ts'
import type { Services } from '../../context.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'API keys'

export function apiKeyRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/api-keys', scope: 'read', tag, summary: 'List API keys' },
        { request: { query: pageQuery }, responses: { 200: answer(pageOf(apiKeySchema), 'A page of keys, without their text') } },
      ),
      async (c) => c.json(await listApiKeys({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/api-keys', scope: 'manage', tag, summary: 'Make an API key' },
          description: '`key` is shown in this answer only.',
        },
        { request: body(apiKeyInputSchema), responses: { 201: answer(apiKeySchema, 'The key with its text') } },
      ),
      async (c) => c.json(await createApiKey({ ctx: c.var.ctx, input: c.req.valid('json') }), 201, { 'cache-control': 'no-store' }),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path: '/v1/api-keys/{id}', scope: 'manage', tag, summary: 'Revoke an API key' },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await revokeApiKey({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
