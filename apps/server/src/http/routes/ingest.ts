import { eventInputSchema, eventsAcceptedSchema, ingestBytesMax, problemSchema } from '@hookline/schema'
import { readTraceContext, traceparentName, tracestateName } from '@hookline/webhook'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { acceptEvents, requireIngest } from '../../events/accept.ts'
import { invalidField } from '../../service-error.ts'
import { requireScope } from '../authenticate.ts'
import { bytesExpected, readBody, requireJson } from '../read-body.ts'
import { decodeUtf8, parseJson } from '../read-json.ts'
import { answer, body, createRoutes } from '../route.ts'

/**
 * `POST /v1/events`: the hot path, so the body is read and parsed once, and judged by the verb itself; room for it is
 * kept before it is read, so that any number of calls at once stays within the memory they may have.
 */
export function ingestRoutes(services: Services) {
  const app = createRoutes()
  const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } })
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: '/v1/events',
    tags: ['Events'],
    summary: 'Send events',
    description:
      'One event, or up to 1,000 as { "events": [ … ] }. Answered once they are durably stored; a second event with the same id changes nothing. `state` changes at most 64 KiB of its user’s state, which has at most 1 MiB. A `traceparent` of the request (W3C Trace Context) goes on with the calls that its events cause.',
    security: [{ apiKey: [] }],
    request: body(z.union([eventInputSchema, z.strictObject({ events: z.array(eventInputSchema).min(1).max(1000) })])),
    responses: {
      202: answer(eventsAcceptedSchema, 'The events are stored'),
      413: problem('Over 1 MiB'),
      422: problem('Bad events, each named by its index and field; nothing is stored'),
      429: problem('Too busy: come back after Retry-After seconds; nothing is stored'),
      503: problem('Not available: come back after Retry-After seconds'),
    },
  })
  return app.post('/v1/events', requireScope(services, 'ingest'), async (c) => {
    if (c.req.header('idempotency-key') !== undefined) {
      throw invalidField(
        'header.idempotency-key',
        'idempotency-key.unsupported',
        'is not read here: give each event an "id", which makes it idempotent',
      )
    }
    requireJson(c)
    const room = requireIngest(services).reserve(bytesExpected(c, ingestBytesMax))
    try {
      const bytes = await readBody(c, ingestBytesMax)
      room.shrinkTo(bytes.length)
      const value = parseJson(decodeUtf8(bytes))
      const trace = readTraceContext({ traceparent: c.req.header(traceparentName), tracestate: c.req.header(tracestateName) })
      return c.json(await acceptEvents({ ctx: c.var.ctx, input: { value, bytes: bytes.length, trace } }), 202)
    } finally {
      room.release()
    }
  })
}
