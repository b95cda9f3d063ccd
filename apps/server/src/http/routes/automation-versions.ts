import {
  automationSchema,
  automationVersionDetailSchema,
  automationVersionSchema,
  pageOf,
  pageQuery,
  printableText,
  runQuerySchema,
  runSchema,
} from '@hookline/schema'
import { z } from 'zod'
import { listAutomationRuns } from '../../automations/list-runs.ts'
import { listVersions } from '../../automations/list-versions.ts'
import { readVersion } from '../../automations/read-version.ts'
import { restoreVersion } from '../../automations/restore.ts'
import type { Services } from '../../context.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ id: printableText(255) })
const versionParams = params.extend({ version: z.coerce.number().int().positive().max(2_000_000_000) })
const tag = 'Automations'

/** What was published of an automation, and what ran of it. */
export function automationVersionRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/automations/{id}/versions', scope: 'read', tag, summary: 'List published versions' },
        { request: { params, query: pageQuery }, responses: { 200: answer(pageOf(automationVersionSchema), 'A page of versions') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('query') }
        return c.json(await listVersions({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/automations/{id}/versions/{version}', scope: 'read', tag, summary: 'Read a published version' },
        { request: { params: versionParams }, responses: { 200: answer(automationVersionDetailSchema, 'The version') } },
      ),
      async (c) => c.json(await readVersion({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          method: 'post',
          path: '/v1/automations/{id}/versions/{version}/restore',
          scope: 'manage',
          tag,
          summary: 'Put a version into the draft',
        },
        { request: { params: versionParams }, responses: { 200: answer(automationSchema, 'The automation') } },
      ),
      async (c) => {
        const found = await restoreVersion({ ctx: c.var.ctx, input: c.req.valid('param') })
        return c.json(found.automation, 200, { etag: found.etag })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/automations/{id}/runs', scope: 'read', tag, summary: 'List runs of a journey' },
          description: 'Runs that wait and runs that have ended; with `nodeId`, those that wait at that block.',
        },
        { request: { params, query: runQuerySchema }, responses: { 200: answer(pageOf(runSchema), 'A page of runs, the latest first') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('query') }
        return c.json(await listAutomationRuns({ ctx: c.var.ctx, input }), 200)
      },
    )
}
