import { echoBucketInputSchema, echoBucketPatchSchema, echoBucketSchema, echoSecret, pageOf, pageQuery } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { createEchoBucket } from '../../echo/create.ts'
import { listEchoBuckets } from '../../echo/list.ts'
import { readEchoBucket } from '../../echo/read.ts'
import { removeEchoBucket } from '../../echo/remove.ts'
import { updateEchoBucket } from '../../echo/update.ts'

import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'
import { secretlessErrors } from '../secretless-errors.ts'

const params = z.object({ secret: echoSecret })
const tag = 'Echo'

export function echoBucketRoutes(services: Services) {
  const app = createRoutes()
  app.onError(secretlessErrors(services.log))
  return app
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/echo-buckets', scope: 'read', tag, summary: 'List echo buckets' },
        { request: { query: pageQuery }, responses: { 200: answer(pageOf(echoBucketSchema), 'A page of buckets, the newest first') } },
      ),
      async (c) => c.json(await listEchoBuckets({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/echo-buckets', scope: 'manage', tag, summary: 'Make an echo bucket' },
        { request: body(echoBucketInputSchema), responses: { 201: answer(echoBucketSchema, 'The bucket') } },
      ),
      async (c) => c.json(await createEchoBucket({ ctx: c.var.ctx, input: c.req.valid('json') }), 201),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/echo-buckets/{secret}', scope: 'read', tag, summary: 'Read an echo bucket' },
        { request: { params }, responses: { 200: answer(echoBucketSchema, 'The bucket') } },
      ),
      async (c) => c.json(await readEchoBucket({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'patch', path: '/v1/echo-buckets/{secret}', scope: 'manage', tag, summary: 'Change what an echo bucket answers' },
          description: '`answer` is replaced whole: what it leaves out is the default again (200, at once, empty).',
        },
        { request: { params, ...body(echoBucketPatchSchema) }, responses: { 200: answer(echoBucketSchema, 'The bucket') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), patch: c.req.valid('json') }
        return c.json(await updateEchoBucket({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'delete', path: '/v1/echo-buckets/{secret}', scope: 'manage', tag },
          summary: 'Remove an echo bucket and what it received',
        },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeEchoBucket({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
