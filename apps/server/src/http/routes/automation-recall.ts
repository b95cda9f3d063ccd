import { automationSchema, printableText } from '@hookline/schema'
import { z } from 'zod'
import { duplicateAutomation } from '../../automations/duplicate.ts'
import { discardDraft } from '../../automations/restore.ts'
import { undeleteAutomation } from '../../automations/undelete.ts'
import type { Services } from '../../context.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Automations'
const automation = { 200: answer(automationSchema, 'The automation') }

/** A second one of an automation, and ways back to what was. */
export function automationRecallRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/automations/{id}/duplicate', scope: 'manage', tag, summary: 'Copy an automation' },
          description: 'The copy is a draft of what is drawn now, with its secrets; nothing of it is live before it is published.',
        },
        { request: { params }, responses: { 201: answer(automationSchema, 'The copy') } },
      ),
      async (c) => {
        const copy = await duplicateAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(copy.automation, 201, { etag: copy.etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/automations/{id}/discard', scope: 'manage', tag, summary: 'Give up the changes of a draft' },
        { request: { params }, responses: automation },
      ),
      async (c) => {
        const found = await discardDraft({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(found.automation, 200, { etag: found.etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/automations/{id}/undelete', scope: 'manage', tag, summary: 'Bring a deleted automation back' },
          description: 'As it was, for a day after it was deleted. What it owed was cancelled then, and stays so.',
        },
        { request: { params }, responses: automation },
      ),
      async (c) => {
        const found = await undeleteAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(found.automation, 200, { etag: found.etag })
      },
    )
}
