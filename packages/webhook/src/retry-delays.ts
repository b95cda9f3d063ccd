import type { Retry, RetryPreset } from '@hookline/schema'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

// product.md › Delivery: `steady` [3], `patient` [4] (15 retries, the Nth after 5 + N⁴ s), `standard` (Standard Webhooks).
const presetDelaysMs: Readonly<Record<RetryPreset, readonly number[]>> = {
  none: [],
  steady: [5 * second, 30 * second, minute, 5 * minute],
  patient: Array.from({ length: 15 }, (_, index) => (5 + (index + 1) ** 4) * second),
  standard: [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
}

const standardJitter = 0.2

/** The waits between the attempts of a delivery in milliseconds, without jitter: the Nth follows the Nth failure. */
export function retryDelaysMs(retry: Retry): readonly number[] {
  return 'preset' in retry ? presetDelaysMs[retry.preset] : retry.delaysSeconds.map((seconds) => Math.round(seconds * second))
}

/** The share by which a wait may be shorter or longer than `retryDelaysMs` says: 0.2 for `standard`, else 0. */
export function retryJitter(retry: Retry): number {
  return 'preset' in retry && retry.preset === 'standard' ? standardJitter : 0
}

/**
 * The wait before the next attempt.
 * In: the policy, how many attempts have failed so far (1 after the first), a random number of [0, 1).
 * Out: whole milliseconds, or null when the retries are spent and the delivery is undelivered.
 */
export function nextDelayMs({ retry, failures, random }: { retry: Retry; failures: number; random: number }): number | null {
  const delayMs = retryDelaysMs(retry)[failures - 1]
  if (delayMs === undefined) return null
  return Math.round(delayMs * (1 + retryJitter(retry) * (2 * random - 1)))
}
