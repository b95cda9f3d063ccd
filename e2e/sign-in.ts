import type { Page } from '@playwright/test'
import { expect, type Hookline } from './hookline.ts'

interface Cookie {
  name: string
  value: string
}

/** The session of each Hookline that a worker runs: a person signs in once and comes back. */
const sessions = new Map<string, Cookie>()

/** The page of somebody who is signed in as the admin that the product was started with. */
export async function signIn(page: Page, hookline: Hookline): Promise<void> {
  const known = sessions.get(hookline.url)
  const session = known && (await isSignedIn(hookline, known)) ? known : await beginSession(hookline)
  sessions.set(hookline.url, session)
  await page.context().addCookies([{ ...session, url: hookline.url, httpOnly: true, sameSite: 'Lax' }])
}

async function isSignedIn({ url }: Hookline, { name, value }: Cookie): Promise<boolean> {
  const answer = await fetch(`${url}/v1/session`, { headers: { cookie: `${name}=${value}` } })
  return ((await answer.json()) as { member: unknown }).member !== null
}

async function beginSession({ url, email, password }: Hookline): Promise<Cookie> {
  const headers = { 'content-type': 'application/json', origin: url }
  const answer = await fetch(`${url}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ email, password }) })
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? []
  if (name === undefined || value === undefined) throw new Error(`nobody could sign in: ${answer.status} ${await answer.text()}`)
  return { name, value }
}

/** The same by hand, with a session of its own: for who ends it. */
export async function signInByHand(page: Page, hookline: Hookline): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(hookline.email)
  await page.getByLabel('Password', { exact: true }).fill(hookline.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
}
