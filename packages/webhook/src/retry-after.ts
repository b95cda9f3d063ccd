/** The longest wait that a receiver may ask for: a day. */
export const retryAfterMsMax = 24 * 3600 * 1000

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3): seconds, or a date in one of the forms of section 5.6.7.
 * In: the header's value and the present time in milliseconds. Out: the wait in milliseconds from now, 0 when it has
 * passed, at most `retryAfterMsMax`; null when there is none or it is not understood.
 */
export function retryAfterMs({ value, nowMs }: { value: string | undefined; nowMs: number }): number | null {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, retryAfterMsMax)
  // Date.parse alone would take "-5" for a year: all forms of a date in HTTP begin with a day's name and hold a full time.
  if (!/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d\d:\d\d:\d\d/i.test(text)) return null
  const atMs = Date.parse(/gmt$/i.test(text) ? text : `${text} GMT`)
  return Number.isNaN(atMs) ? null : Math.min(Math.max(atMs - nowMs, 0), retryAfterMsMax)
}
