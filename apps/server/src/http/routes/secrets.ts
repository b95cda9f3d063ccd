import { pageOf, printableText, secretInputSchema, secretSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listSecrets } from '../../workspace-secrets/list.ts'
import { removeSecret } from '../../workspace-secrets/remove.ts'
import { setSecret } from '../../workspace-secrets/set.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ name: printableText(255) })
const tag = 'Secrets'

export function secretRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/secrets', scope: 'read', tag, summary: 'List the secrets that templates may sign with' },
        { request: {}, responses: { 200: answer(pageOf(secretSchema), 'All secrets, without their values') } },
      ),
      async (c) => c.json(await listSecrets({ ctx: c.var.ctx }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/secrets', scope: 'manage', tag, summary: 'Store a secret under a name' },
          description: 'Templates use it as `{{hmacSha256 user.id "name"}}`. One of that name is replaced. The value is never shown again.',
        },
        { request: body(secretInputSchema), responses: { 201: answer(secretSchema, 'The secret, without its value') } },
      ),
      async (c) => c.json(await setSecret({ ctx: c.var.ctx, input: c.req.valid('json') }), 201, { 'cache-control': 'no-store' }),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path: '/v1/secrets/{name}', scope: 'manage', tag, summary: 'Delete a secret that nothing uses' },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeSecret({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
