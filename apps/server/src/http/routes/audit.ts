import { auditEntrySchema, pageOf, pageQuery } from '@hookline/schema'
import { listAudit } from '../../audit/list.ts'
import type { Services } from '../../context.ts'
import { answer, createRoutes, jsonRoute } from '../route.ts'

export function auditRoutes(services: Services) {
  return createRoutes().openapi(
    jsonRoute(
      services,
      { method: 'get', path: '/v1/audit', scope: 'read', tag: 'Audit', summary: 'List changes, the newest first' },
      { request: { query: pageQuery }, responses: { 200: answer(pageOf(auditEntrySchema), 'A page of changes') } },
    ),
    async (c) => c.json(await listAudit({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
  )
}
