import { passwordChangeSchema, type Session, sessionPatchSchema, sessionSchema, signInInputSchema } from '@hookline/schema'
import type { Context } from 'hono'
import { deleteCookie } from 'hono/cookie'
import type { Services } from '../../context.ts'
import { isSecure, sessionCookieName } from '../../members/auth.ts'
import { changePassword } from '../../members/change-password.ts'
import { readSession } from '../../members/read-session.ts'
import { renameMember } from '../../members/rename.ts'
import { type SignedIn, signIn } from '../../members/sign-in.ts'
import { signOut } from '../../members/sign-out.ts'
import { findSession } from '../authenticate.ts'
import { addressOf, deviceOf, wayOf } from '../caller.ts'
import { refuseForeignOrigin, requireOwnOrigin } from '../own-origin.ts'
import { answer, body, createRoutes, jsonRoute, noContent } from '../route.ts'

const path = '/v1/session'
const tag = 'Members'

export function sessionRoutes(services: Services) {
  const { publicUrl } = services.config
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path, scope: 'public', tag, summary: 'Read who is signed in' },
          description: 'Needs nothing: without a session `member` is null, and the rest says whether a first admin has to be made.',
        },
        { request: {}, responses: { 200: answer(sessionSchema, 'The session') } },
      ),
      async (c) => {
        const input = { found: await findSession(services, c), way: wayOf(c) }
        return c.json(await readSession({ ctx: c.var.ctx, input }), 200, { 'cache-control': 'no-store' })
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path, scope: 'public', tag, summary: 'Sign in' },
          description:
            'The session comes as a cookie and lasts 30 days from its last use. 429 with Retry-After after too many wrong tries.',
        },
        { request: body(signInInputSchema), responses: { 200: answer(sessionSchema, 'Signed in') } },
      ),
      async (c) => {
        refuseForeignOrigin(c, publicUrl)
        const input = { ...c.req.valid('json'), device: deviceOf(c) }
        return c.json(sendSession(c, await signIn({ ctx: c.var.ctx, input })), 200)
      },
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'patch', path, scope: 'read', tag, summary: 'Change your own name' },
        { request: body(sessionPatchSchema), responses: { 200: answer(sessionSchema, 'The session') } },
      ),
      async (c) => c.json(await renameMember({ ctx: c.var.ctx, input: c.req.valid('json') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        { method: 'delete', path, scope: 'public', tag, summary: 'Sign out' },
        { request: {}, responses: { 204: noContent } },
      ),
      async (c) => {
        const found = await findSession(services, c)
        if (found) requireOwnOrigin(c, publicUrl)
        await signOut({ ctx: c.var.ctx, input: { found } })
        deleteCookie(c, sessionCookieName({ publicUrl }), { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(publicUrl) })
        return c.body(null, 204)
      },
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'post', path: `${path}/password`, scope: 'read', tag, summary: 'Change your own password' },
          description: 'Ends every other session of yours. 422 at `current` when that is not your password.',
        },
        { request: body(passwordChangeSchema), responses: { 204: noContent } },
      ),
      async (c) => {
        await changePassword({ ctx: c.var.ctx, input: { ...c.req.valid('json'), address: addressOf(c) } })
        return c.body(null, 204)
      },
    )
}

/** Sends the cookies of a sign-in. Out: what its answer says. */
export function sendSession(c: Context, { session, setCookies }: SignedIn): Session {
  for (const setCookie of setCookies) c.header('set-cookie', setCookie, { append: true })
  c.header('cache-control', 'no-store')
  return session
}
