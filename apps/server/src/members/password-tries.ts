import ipaddr from 'ipaddr.js'
import { createRateLimit } from '../rate-limit.ts'
import { ServiceError } from '../service-error.ts'

// Guessing is slow by e-mail and by address; each process counts for itself. Who knows the password is never slowed
// down: a try that was right is given back.

const byEmail = { burst: 10, perSecond: 1 / 60 }
const byAddress = { burst: 50, perSecond: 1 / 6 }

export interface PasswordTries {
  /** Lets a password be checked, or throws 429. Out: what to call when it was right. */
  take(who: { email: string; address: string }): () => void
}

export function createPasswordTries(now: () => number): PasswordTries {
  const emails = createRateLimit({ ...byEmail, now })
  const addresses = createRateLimit({ ...byAddress, now })
  return {
    take({ email, address }) {
      const from = networkOf(address)
      const waitMs = addresses.take(from)
      if (waitMs > 0) throw tooMany(waitMs)
      const emailWaitMs = emails.take(email)
      if (emailWaitMs > 0) throw tooMany(emailWaitMs)
      return () => {
        addresses.giveBack(from)
        emails.giveBack(email)
      }
    },
  }
}

/** An IPv4 address, or the /64 of an IPv6 one: whoever has one of those has all of it. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.')
}

function tooMany(waitMs: number): ServiceError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000)
  const detail = `Too many wrong tries. Try again in ${retryAfterSeconds} s.`
  return new ServiceError(429, 'Too many requests', { detail, retryAfterSeconds })
}
