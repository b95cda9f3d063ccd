import { presenceListSchema, printableText, windowIdSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { enterDraft } from '../../presence/enter.ts'
import { leaveDraft } from '../../presence/leave.ts'
import { listPresences } from '../../presence/list.ts'
import { answer, createRoutes, jsonRoute, noContent } from '../route.ts'

const params = z.object({ id: printableText(255) })
const windowParams = params.extend({ windowId: windowIdSchema })
const tag = 'Automations'
const forMembers = 'For members who are signed in: 403 for an API key.'
const everyWindow = { 200: answer(presenceListSchema, 'Every window that has it open, who came first at the beginning') }

/** Who has an automation's draft open; for members who are signed in. */
export function presenceRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/automations/{id}/presence', scope: 'read', tag, summary: 'List who has a draft open' },
          description: forMembers,
        },
        { request: { params }, responses: everyWindow },
      ),
      async (c) => c.json(await listPresences({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'put', path: '/v1/automations/{id}/presence/{windowId}', scope: 'read', tag },
          summary: 'Say that you have a draft open',
          description: `Sent again every 20 s for as long as that is so; 90 s after the last time the window is not listed any more. The page makes up \`windowId\`. ${forMembers}`,
        },
        { request: { params: windowParams }, responses: everyWindow },
      ),
      async (c) => c.json(await enterDraft({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'delete', path: '/v1/automations/{id}/presence/{windowId}', scope: 'read', tag },
          summary: 'Say that you closed a draft',
          description: forMembers,
        },
        { request: { params: windowParams }, responses: { 204: noContent } },
      ),
      async (c) => {
        await leaveDraft({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.body(null, 204)
      },
    )
}
