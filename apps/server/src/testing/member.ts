import { newUuid } from '../ids.ts'
import type { ApiAnswer, TestHookline } from './hookline.ts'

export const admin = { email: 'ada@example.com', password: 'a long password 42' }

/** A browser that is signed in: it sends the cookie, and says where it comes from. */
export interface TestMember {
  cookie: string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
}

/** Calls as a browser's page does: without a key, from the page's own origin. */
export function callFromPage(app: TestHookline, method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  return app.api(method, path, body, { key: null, headers: { origin: app.url } })
}

/** The cookies of an answer, as the next call sends them. */
export function cookieOf({ headers }: ApiAnswer): string {
  return headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ')
}

/** Makes the first admin of a Hookline, signed in. */
export async function makeAdmin(app: TestHookline): Promise<TestMember> {
  return memberOf(app, await callFromPage(app, 'POST', '/v1/members/first-admin', admin))
}

export async function signInFromPage(app: TestHookline, { email = admin.email, password = admin.password } = {}): Promise<TestMember> {
  return memberOf(app, await callFromPage(app, 'POST', '/v1/session', { email, password }))
}

/** Adds a viewer with the admin's password beside the admin that was made before: the API makes no second member. Out: signed in. */
export async function addViewer(app: TestHookline, { email, name }: { email: string; name: string }): Promise<TestMember> {
  const { sql } = app.hookline.services.database
  const memberId = newUuid(Date.now())
  await sql`
    INSERT INTO members (workspace_id, id, email, name, role, created_at, updated_at)
    VALUES (1, ${memberId}, ${email}, ${name}, 'viewer', now(), now())`
  await sql`
    INSERT INTO credentials (workspace_id, id, member_id, provider_id, account_id, password_hash, created_at, updated_at)
    SELECT 1, ${newUuid(Date.now())}, ${memberId}, provider_id, ${memberId}, password_hash, now(), now()
    FROM credentials JOIN members ON members.id = credentials.member_id WHERE members.email = ${admin.email}`
  return signInFromPage(app, { email })
}

function memberOf(app: TestHookline, answer: ApiAnswer): TestMember {
  if (answer.status >= 300) throw new Error(`signing in answered ${answer.status}: ${answer.text}`)
  const cookie = cookieOf(answer)
  return {
    cookie,
    call: (method, path, body, headers = {}) =>
      app.api(method, path, body, { key: null, headers: { cookie, origin: app.url, ...headers } }),
  }
}
