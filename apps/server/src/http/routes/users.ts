import {
  eventSchema,
  pageOf,
  pageQuery,
  printableText,
  runQuerySchema,
  runSchema,
  userPatchSchema,
  userQuerySchema,
  userSchema,
} from '@hookline/schema'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { listUsers } from '../../users/list.ts'
import { listUserEvents } from '../../users/list-events.ts'
import { listUserRuns } from '../../users/list-runs.ts'
import { readUser } from '../../users/read.ts'
import { updateUser } from '../../users/update.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const params = z.object({ userId: printableText(255) })
const tag = 'Users'

/** A user id may have any printable characters; in the path they are percent-encoded, the slash too. */
export function userRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/users', scope: 'read', tag, summary: 'List users', description: '`q` is a part of the id.' },
        { request: { query: userQuerySchema }, responses: { 200: answer(pageOf(userSchema), 'A page of users') } },
      ),
      async (c) => c.json(await listUsers({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/users/{userId}', scope: 'read', tag, summary: 'Read a user' },
        { request: { params }, responses: { 200: answer(userSchema, 'The user') } },
      ),
      async (c) => c.json(await readUser({ ctx: c.var.ctx, input: c.req.valid('param') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'patch', path: '/v1/users/{userId}', scope: 'manage', tag, summary: "Change a user's state" },
          description:
            'The state is merged at its top level; null deletes. At most 64 KiB are changed at once, and a state has at most 1 MiB. Users are made by their first event.',
        },
        { request: { params, ...body(userPatchSchema) }, responses: { 200: answer(userSchema, 'The user') } },
      ),
      async (c) => c.json(await updateUser({ ctx: c.var.ctx, input: { ...c.req.valid('param'), ...c.req.valid('json') } }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/users/{userId}/events', scope: 'read', tag, summary: "List a user's events, the newest first" },
        { request: { params, query: pageQuery }, responses: { 200: answer(pageOf(eventSchema), 'A page of events') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('query') }
        return c.json(await listUserEvents({ ctx: c.var.ctx, input }), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/users/{userId}/runs', scope: 'read', tag, summary: "List a user's runs, the newest first" },
        { request: { params, query: runQuerySchema }, responses: { 200: answer(pageOf(runSchema), 'A page of runs') } },
      ),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('query') }
        return c.json(await listUserRuns({ ctx: c.var.ctx, input }), 200)
      },
    )
}
