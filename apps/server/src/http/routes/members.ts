import { firstAdminInputSchema, memberSchema, pageOf, pageQuery, sessionSchema } from '@hookline/schema'
import type { Services } from '../../context.ts'
import { listMembers } from '../../members/list.ts'
import { makeFirstAdmin } from '../../members/make-first-admin.ts'
import { deviceOf, wayOf } from '../caller.ts'
import { refuseForeignOrigin } from '../own-origin.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'
import { sendSession } from './session.ts'

const tag = 'Members'

export function memberRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/members', scope: 'manage', tag, summary: 'List members' },
        { request: { query: pageQuery }, responses: { 200: answer(pageOf(memberSchema), 'A page of members') } },
      ),
      async (c) => c.json(await listMembers({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: '/v1/members/first-admin', scope: 'public', tag, summary: 'Make the first admin, and sign in' },
          description:
            'Once: 409 when there is a member. From anywhere but this machine it takes the `token` of the address that is printed at each start; `GET /v1/session` says whether.',
        },
        { request: body(firstAdminInputSchema), responses: { 201: answer(sessionSchema, 'Signed in: the session comes as a cookie') } },
      ),
      async (c) => {
        refuseForeignOrigin(c, services.config.publicUrl)
        const input = { ...c.req.valid('json'), way: wayOf(c), device: deviceOf(c) }
        return c.json(sendSession(c, await makeFirstAdmin({ ctx: c.var.ctx, input })), 201)
      },
    )
}
