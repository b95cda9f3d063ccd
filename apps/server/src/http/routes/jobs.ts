import { jobSchema, printableText, resendAllInputSchema, resendCountSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { resendAll } from '../../deliveries/resend-all.ts'
import { cancelJob } from '../../jobs/cancel.ts'
import { readJob } from '../../jobs/find.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Jobs'

/** Slow work that goes on by itself, and what begins it. */
export function jobRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/deliveries/resend', scope: 'manage', tag: 'Deliveries' },
          summary: 'Resend all that match a filter',
          description:
            'With `dryRun` only how many; otherwise a job that can be followed and cancelled (`/v1/jobs/{id}`). Deliveries that are ' +
            'still owed, and those made after the call, are not meant. What cannot be sent any more is counted as failed.',
        },
        {
          request: { ...body(resendAllInputSchema) },
          responses: { 200: answer(resendCountSchema, 'How many, for a dry run'), 202: answer(jobSchema, 'The job') },
        },
      ),
      async (c) => {
        const result = await resendAll({ ctx: c.var.ctx, input: c.req.valid('json') })
        return 'count' in result ? c.json(result, 200) : c.json(result, 202)
      },
    )
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
