import {
  automationSchema,
  printableText,
  publishedSchema,
  sendBlockInputSchema,
  sentCallsSchema,
  simulateInputSchema,
  simulationSchema,
  validationSchema,
} from '@hookline/schema'
import { z } from 'zod'
import { pauseAutomation, resumeAutomation } from '../../automations/pause.ts'
import { publishAutomation } from '../../automations/publish.ts'
import { sendBlock } from '../../automations/send-block.ts'
import { simulateAutomation } from '../../automations/simulate.ts'
import { validateAutomation } from '../../automations/validate.ts'
import type { Services } from '../../context.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const tag = 'Automations'
const automation = { 200: answer(automationSchema, 'The automation') }

/** What can be done with an automation beside changing it. */
export function automationActionRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/automations/{id}/validate', scope: 'read', tag, summary: 'Check a draft' },
        { request: { params }, responses: { 200: answer(validationSchema, 'Everything there is to say about it') } },
      ),
      async (c) => c.json(await validateAutomation({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/automations/{id}/publish', scope: 'manage', tag, summary: 'Publish a draft' },
          description: 'Events sent after the answer are judged by it. 422 with the diagnostics where errors stand in the draft.',
        },
        { request: { params }, responses: { 200: answer(publishedSchema, 'The version that is live') } },
      ),
      async (c) => {
        const { published, etag } = await publishAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(published, 200, { etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/automations/{id}/pause', scope: 'manage', tag, summary: 'Pause an automation' },
        { request: { params }, responses: automation },
      ),
      async (c) => {
        const found = await pauseAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(found.automation, 200, { etag: found.etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/automations/{id}/resume', scope: 'manage', tag, summary: 'Resume an automation' },
        { request: { params }, responses: automation },
      ),
      async (c) => {
        const found = await resumeAutomation({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(found.automation, 200, { etag: found.etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'post', path: '/v1/automations/{id}/simulate', scope: 'read', tag, summary: 'Try an event on an automation' },
        {
          request: { params, ...body(simulateInputSchema) },
          responses: { 200: answer(simulationSchema, 'What each block would do; nothing is sent') },
        },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(await simulateAutomation({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{
            method: 'post',
            path: '/v1/automations/{id}/send',
            scope: 'manage',
            tag,
            summary: 'Really send what a block of the draft calls',
          },
          description:
            'Once, to the block’s own URLs, signed like a delivery; not kept among the deliveries, but in the audit trail. 409 while calls are switched off.',
        },
        { request: { params, ...body(sendBlockInputSchema) }, responses: { 200: answer(sentCallsSchema, 'What each URL answered') } },
      ),
      async (c) => c.json(await sendBlock({ ctx: c.var.ctx, input: { ...c.req.valid('param'), ...c.req.valid('json') } }), 200),
    )
}
