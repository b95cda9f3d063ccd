import type { Config } from '../config.ts'
import { type Auth, type AuthOptions, createAuth } from './auth.ts'
import { createFirstAdminToken, type FirstAdminToken } from './first-admin-token.ts'
import { createPasswordTries, type PasswordTries } from './password-tries.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** What the verbs of members work with, one of each in a process. */
export interface Members {
  auth: Auth
  sessions: Sessions
  tries: PasswordTries
  firstAdminToken: FirstAdminToken
}

interface MembersOptions extends Omit<AuthOptions, 'publicUrl' | 'now'> {
  config: Config
  clock: { now(): number; monotonic(): number }
}

export function createMembers({ config, clock, db, masterKey, log }: MembersOptions): Members {
  const { publicUrl } = config
  const auth = createAuth({ db, masterKey, publicUrl, now: clock.now, log })
  return {
    auth,
    sessions: createSessions({ auth, publicUrl, now: clock.monotonic }),
    tries: createPasswordTries(clock.monotonic),
    firstAdminToken: createFirstAdminToken(config),
  }
}
