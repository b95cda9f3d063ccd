import { jobSchema, printableText } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { cancelJob } from '../../jobs/cancel.ts'
import { readJob } from '../../jobs/find.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Jobs'

/** Slow work that goes on by itself. */
export function jobRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/jobs/{id}', scope: 'read', tag, summary: 'Read how far a job is' },
        { request: { params }, responses: { 200: answer(jobSchema, 'The job') } },
      ),
      async (c) => c.json(await readJob({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/jobs/{id}/cancel', scope: 'manage', tag, summary: 'Cancel a job' },
          description: 'What it has done stays done. 409 where it has ended.',
        },
        { request: { params }, responses: { 200: answer(jobSchema, 'The job as it ended') } },
      ),
      async (c) => c.json(await cancelJob({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
}
