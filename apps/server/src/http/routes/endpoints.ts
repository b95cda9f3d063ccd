import { endpointResumeSchema, endpointSchema, endpointStopSchema, printableText } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { readEndpoint } from '../../endpoints/list.ts'
import { pauseEndpoint } from '../../endpoints/pause.ts'
import { resumeEndpoint } from '../../endpoints/resume.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Deliveries'

/** What a person does with an endpoint. */
export function endpointRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/endpoints/{id}', scope: 'read', tag, summary: 'Read an endpoint with its health and what stops it' },
        { request: { params }, responses: { 200: answer(endpointSchema, 'The endpoint') } },
      ),
      async (c) => c.json(await readEndpoint({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/endpoints/{id}/pause', scope: 'manage', tag, summary: 'Pause an endpoint' },
          description:
            'What it is owed, and what is made for it from now on, is held; nothing is lost and no retry is used up. 409 where it is paused.',
        },
        { request: { params }, responses: { 200: answer(endpointStopSchema, 'What stands against it now') } },
      ),
      async (c) => c.json(await pauseEndpoint({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/endpoints/{id}/resume', scope: 'manage', tag, summary: 'Resume a paused endpoint' },
          description:
            'What was held leaves one in the first second and twice as many in each that follows, unless `held` says otherwise. 409 where it is not paused.',
        },
        {
          request: { params, body: { content: { 'application/json': { schema: endpointResumeSchema } }, required: false } },
          responses: { 200: answer(endpointStopSchema, 'What stands against it now') },
        },
      ),
      async (c) => c.json(await resumeEndpoint({ ctx: c.var.ctx, input: { ...c.req.valid('param'), ...c.req.valid('json') } }), 200),
    )
}
