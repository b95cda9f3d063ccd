import {
  campaignInputSchema,
  campaignPatchSchema,
  campaignQuerySchema,
  campaignSchema,
  pageOf,
  pageQuery,
  printableText,
} from '@hookline/schema'
import { z } from 'zod'
import { createCampaign } from '../../campaigns/create.ts'
import { listCampaigns } from '../../campaigns/list.ts'
import { readCampaign } from '../../campaigns/read.ts'
import { removeCampaign } from '../../campaigns/remove.ts'
import { updateCampaign } from '../../campaigns/update.ts'
import type { Services } from '../../context.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Campaigns'

export function campaignRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/campaigns', scope: 'read', tag, summary: 'List campaigns' },
        {
          request: { query: pageQuery.extend(campaignQuerySchema.shape) },
          responses: { 200: answer(pageOf(campaignSchema), 'A page of campaigns, by their ids') },
        },
      ),
      async (c) => c.json(await listCampaigns({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/campaigns', scope: 'manage', tag, summary: 'Make a campaign' },
        { request: body(campaignInputSchema), responses: { 201: answer(campaignSchema, 'The campaign') } },
      ),
      async (c) => c.json(await createCampaign({ ctx: c.var.ctx, input: c.req.valid('json') }), 201),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/campaigns/{id}', scope: 'read', tag, summary: 'Read a campaign' },
        { request: { params }, responses: { 200: answer(campaignSchema, 'The campaign') } },
      ),
      async (c) => c.json(await readCampaign({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'patch', path: '/v1/campaigns/{id}', scope: 'manage', tag, summary: 'Change a campaign' },
        { request: { params, ...body(campaignPatchSchema) }, responses: { 200: answer(campaignSchema, 'The campaign') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), patch: c.req.valid('json') }
        return c.json(await updateCampaign({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path: '/v1/campaigns/{id}', scope: 'manage', tag, summary: 'Remove a campaign' },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeCampaign({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
