/** A token bucket per key: `perSecond` going on, `burst` at once. */
export interface RateLimit {
  /** Takes one for the key. Out: 0, or the milliseconds until there is one again. */
  take(key: string): number
  /** Gives one back that was taken, where it turned out not to count. */
  giveBack(key: string): void
}

export interface RateLimitOptions {
  perSecond: number
  burst: number
  /** Monotonic milliseconds. */
  now: () => number
  /** Keys remembered at one time; beyond that those with a full bucket are forgotten, which changes nothing for them. */
  keysMax?: number
}

interface Tokens {
  left: number
  atMs: number
}

export function createRateLimit({ perSecond, burst, now, keysMax = 5000 }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Tokens>()

  function leftAt(tokens: Tokens, nowMs: number): number {
    return Math.min(burst, tokens.left + ((nowMs - tokens.atMs) / 1000) * perSecond)
  }

  function forgetFull(nowMs: number): void {
    for (const [key, tokens] of buckets) if (leftAt(tokens, nowMs) >= burst) buckets.delete(key)
    // All of them are in use: the longest known goes, and may come back with a full bucket.
    for (const key of buckets.keys()) {
      if (buckets.size < keysMax) return
      buckets.delete(key)
    }
  }

  return {
    take(key) {
      const nowMs = now()
      const known = buckets.get(key)
      if (!known && buckets.size >= keysMax) forgetFull(nowMs)
      const left = known ? leftAt(known, nowMs) : burst
      const isTaken = left >= 1
      buckets.set(key, { left: isTaken ? left - 1 : left, atMs: nowMs })
      return isTaken ? 0 : ((1 - left) / perSecond) * 1000
    },
    giveBack(key) {
      const known = buckets.get(key)
      if (known) known.left = Math.min(burst, known.left + 1)
    },
  }
}
