import { hkdfSync } from 'node:crypto'
import { memberRoles, passwordCharsMax, passwordCharsMin } from '@hookline/schema'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Config } from '../config.ts'
import { firstWorkspaceId } from '../context.ts'
import type { Db } from '../db/client.ts'
import { credentials, members, sessions } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import type { Log } from '../log.ts'
import { withoutValues } from '../log-error.ts'

// better-auth checks passwords, makes sessions and signs their cookie; its own HTTP handler is not mounted. What is
// changed with an entry in the audit trail is changed by our verbs, in one transaction with it.

export type Auth = ReturnType<typeof createAuth>

const daySeconds = 86_400
/** Our own header for better-auth: the address that the connection came from, whatever a caller's headers say. */
export const addressHeader = 'x-hookline-address'
const cookieName = 'hookline_session'

/** The name of the session's cookie; browsers keep one that is called so only when it is secure. */
export function sessionCookieName({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return isSecure(publicUrl) ? `__Secure-${cookieName}` : cookieName
}

export function isSecure(publicUrl: URL): boolean {
  return publicUrl.protocol === 'https:'
}

export interface AuthOptions {
  db: Db
  masterKey: Buffer
  publicUrl: URL
  now: () => number
  log: Log
}

export function createAuth({ db, masterKey, publicUrl, now, log }: AuthOptions) {
  const workspaceId = { type: 'number', required: true, input: false, defaultValue: firstWorkspaceId } as const
  return betterAuth({
    baseURL: publicUrl.origin,
    // `secrets` and not `secret`: what BETTER_AUTH_SECRETS says would come before that one.
    secrets: [{ version: 1, value: cookieSecret(masterKey) }],
    telemetry: { enabled: false },
    database: drizzleAdapter(db, { provider: 'pg', schema: { members, sessions, credentials } }),
    user: { modelName: 'members', additionalFields: { workspaceId, role: { type: [...memberRoles], required: true, input: false } } },
    session: {
      modelName: 'sessions',
      fields: { userId: 'memberId' },
      additionalFields: { workspaceId },
      expiresIn: 30 * daySeconds,
      updateAge: daySeconds,
    },
    account: {
      modelName: 'credentials',
      fields: { userId: 'memberId', password: 'passwordHash' },
      additionalFields: { workspaceId },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordCharsMin, maxPasswordLength: passwordCharsMax },
    // Our own counts sign-ins: this one belongs to the handler that is not mounted.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: isSecure(publicUrl),
      cookies: { session_token: { name: cookieName } },
      database: { generateId: () => newUuid(now()) },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Only errors, and of their arguments nothing that a statement carried.
    logger: {
      level: 'error',
      log: (_level, message, ...args) => {
        const cause = args.find((arg) => arg instanceof Error)
        log.error({ ...(cause && { err: withoutValues(cause) }) }, `members: ${message}`)
      },
    },
  })
}

/** Signs cookies: a key of its own for that, so that nothing else signed or sealed with the master key opens a session. */
function cookieSecret(masterKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'hookline member sessions', 32)).toString('base64url')
}
