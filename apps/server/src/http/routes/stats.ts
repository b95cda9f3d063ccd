import {
  automationStatsQuerySchema,
  automationStatsSchema,
  endpointQuerySchema,
  endpointSchema,
  nodeStatsQuerySchema,
  nodeStatsSchema,
  pageOf,
  pageQuery,
  printableText,
  statsQuerySchema,
  statsSchema,
} from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listEndpoints } from '../../endpoints/list.ts'
import { readAutomationStats } from '../../stats/of-automations.ts'
import { readNodeStats } from '../../stats/of-nodes.ts'
import { readStats } from '../../stats/read.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Numbers'
const description =
  'Read from counts of minutes and hours of the clock (UTC), written a moment after the fact: they cost the same with any traffic.'

/** Numbers for screens. `/v1/automations/stats` has to stand before the routes of one automation. */
export function statsRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/stats', scope: 'read', tag, summary: 'Numbers of the last hour or day', description },
        { request: { query: statsQuerySchema }, responses: { 200: answer(statsSchema, 'What Home shows') } },
      ),
      async (c) => c.json(await readStats({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/automations/stats', scope: 'read', tag, summary: 'What automations called today', description },
        },
        { request: { query: automationStatsQuerySchema }, responses: { 200: answer(automationStatsSchema, 'In the order of `ids`') } },
      ),
      async (c) => c.json(await readAutomationStats({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/automations/{id}/stats', scope: 'read', tag, summary: 'What went through each block', description },
        { request: { params, query: nodeStatsQuerySchema }, responses: { 200: answer(nodeStatsSchema, 'By block') } },
      ),
      async (c) => c.json(await readNodeStats({ ctx: c.var.ctx, input: { ...c.req.valid('param'), ...c.req.valid('query') } }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/endpoints', scope: 'read', tag, summary: 'List endpoints with their health', description },
        { request: { query: pageQuery.extend(endpointQuerySchema.shape) }, responses: { 200: answer(pageOf(endpointSchema), 'A page') } },
      ),
      async (c) => c.json(await listEndpoints({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
}
