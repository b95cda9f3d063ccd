import {
  automationInputSchema,
  automationKinds,
  automationPatchSchema,
  automationSchema,
  automationStatuses,
  filterOf,
  pageOf,
  pageQuery,
  printableText,
} from '@hookline/schema'
import { z } from 'zod'
import { createAutomation } from '../../automations/create.ts'
import { listAutomations } from '../../automations/list.ts'
import { readAutomation } from '../../automations/read.ts'
import { removeAutomation } from '../../automations/remove.ts'
import { updateAutomation } from '../../automations/update.ts'
import type { Services } from '../../context.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Automations'
const filter = pageQuery.extend({
  q: filterOf(printableText(200)),
  status: filterOf(z.enum(automationStatuses)),
  kind: filterOf(z.enum(automationKinds)),
  campaignId: filterOf(printableText(255)),
})
const ifMatch = z.object({ 'if-match': z.string().max(500).optional() })

/** CRUD of automations; what else can be done with them is in automation-actions.ts. */
export function automationRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/automations', scope: 'read', tag, summary: 'List automations' },
        { request: { query: filter }, responses: { 200: answer(pageOf(automationSchema), 'A page of automations, newest first') } },
      ),
      async (c) => c.json(await listAutomations({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/automations', scope: 'manage', tag, summary: 'Make an automation' },
          description: 'Its draft is saved whatever is wrong with it; nothing is live before it is published.',
        },
        { request: body(automationInputSchema), responses: { 201: answer(automationSchema, 'The automation') } },
      ),
      async (c) => {
        const { automation, etag } = await createAutomation({ ctx: c.var.ctx, input: c.req.valid('json') })
        return c.json(automation, 201, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/automations/{id}', scope: 'read', tag, summary: 'Read an automation' },
        { request: { params }, responses: { 200: answer(automationSchema, 'The automation, with its ETag') } },
      ),
      async (c) => {
        const { automation, etag } = await readAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(automation, 200, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'patch', path: '/v1/automations/{id}', scope: 'manage', tag, summary: 'Change an automation' },
          description: 'With If-Match, 412 where somebody else was faster.',
        },
        {
          request: { params, headers: ifMatch, ...body(automationPatchSchema) },
          responses: { 200: answer(automationSchema, 'The automation, with its new ETag') },
        },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), patch: c.req.valid('json'), ifMatch: c.req.valid('header')['if-match'] }
        const { automation, etag } = await updateAutomation({ ctx: c.var.ctx, input })
        return c.json(automation, 200, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'delete', path: '/v1/automations/{id}', scope: 'manage', tag, summary: 'Remove an automation' },
          description:
            'What it owes is cancelled. For a day it can be brought back (undelete); then it is gone with its versions and secrets.',
        },
        { request: { params }, responses: { 204: noContent } },
      ),
      async (c) => {
        await removeAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
