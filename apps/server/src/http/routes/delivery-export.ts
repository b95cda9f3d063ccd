import { deliveryExportQuerySchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { exportDeliveries } from '../../deliveries/export.ts'
import { createRoutes, jsonRoute } from '../route.ts'

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const

/** The history as a file. It stands before the route of one delivery. */
export function deliveryExportRoutes(services: Services) {
  return createRoutes().openapi(
    jsonRoute(
      services,
      {
        ...{
          method: 'get',
          path: '/v1/deliveries/export',
          scope: 'read',
          tag: 'Deliveries',
          summary: 'Export deliveries as CSV or NDJSON',
        },
        description: 'All that the filter finds, the newest first, written while they are read. Requests and answers are not among it.',
      },
      {
        request: { query: deliveryExportQuerySchema },
        responses: {
          200: { description: 'The file', content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } } },
        },
      },
    ),
    async (c) => {
      const input = c.req.valid('query')
      const lines = exportDeliveries({ ctx: c.var.ctx, input })
      // What is wrong with the filter is said before anything is sent.
      const first = await lines.next()
      const encoder = new TextEncoder()
      const file = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(encoder.encode(first.value ?? '')),
        async pull(controller) {
          const next = await lines.next()
          if (next.done) controller.close()
          else controller.enqueue(encoder.encode(next.value))
        },
        async cancel() {
          await lines.return(undefined)
        },
      })
      return c.body(file, 200, {
        'content-type': types[input.format],
        'content-disposition': `attachment; filename="deliveries.${input.format}"`,
      })
    },
  )
}
