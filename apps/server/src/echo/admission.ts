import { createRateLimit } from '../rate-limit.ts'
import { ServiceError } from '../service-error.ts'
import { echoBytesInHandMax, echoDelayedMax, echoRates } from './limits.ts'

/** Decides in memory what may come in, so that a flood costs the database nothing. Each process counts for itself. */
export interface Admission {
  /** Lets a request of at most `bytes` in, or throws 429. Out: what to call once it is stored or refused. */
  receive(secret: string, bytes: number): () => void
  /** Lets a bucket's list be read, or throws 429. */
  list(secret: string): void
  /** Lets an answer wait, or throws 429. Out: what to call when it has gone. */
  delay(): () => void
}

export function createAdmission(now: () => number): Admission {
  const overall = createRateLimit({ ...echoRates.overall, now })
  const received = createRateLimit({ ...echoRates.bucket, now })
  const listed = createRateLimit({ ...echoRates.bucket, now })
  const bytesInHand = createPlaces(echoBytesInHandMax)
  const delayed = createPlaces(echoDelayedMax)
  const pass = (waitMs: number) => {
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000))
  }
  return {
    receive(secret, bytes) {
      pass(overall.take(''))
      pass(received.take(secret))
      return bytesInHand(bytes)
    },
    list(secret) {
      pass(listed.take(secret))
    },
    delay: () => delayed(1),
  }
}

function createPlaces(most: number): (count: number) => () => void {
  let taken = 0
  return (count) => {
    if (taken + count > most) throw tooMany(1)
    taken += count
    let isFree = false
    return () => {
      if (!isFree) taken -= count
      isFree = true
    }
  }
}

function tooMany(retryAfterSeconds: number): ServiceError {
  const { bucket, overall } = echoRates
  const detail = `Echo takes ${bucket.perSecond} requests a second for a bucket and ${overall.perSecond} in all. Try again in ${retryAfterSeconds} s.`
  return new ServiceError(429, 'Too many requests', { detail, retryAfterSeconds })
}
