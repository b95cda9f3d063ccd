/** Time as it is injected: `now` in epoch milliseconds, `monotonic` in milliseconds that no clock change and no stop touches. */
export interface Clock {
  now(): number
  monotonic(): number
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }
