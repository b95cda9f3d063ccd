import type { Filters } from '../../lib/use-filters.ts'

export const ranges = [
  { value: '15m', label: 'Last 15 minutes', ms: 15 * 60_000 },
  { value: '1h', label: 'Last hour', ms: 3_600_000 },
  { value: '24h', label: 'Last 24 hours', ms: 24 * 3_600_000 },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * 3_600_000 },
] as const

/** What an address says of time: `range` is a span that ends now, `from` and `to` are instants; a span comes first. */
export function timeOf({ range, from, to }: Filters, nowMs: number): { from?: string; to?: string } {
  const span = ranges.find(({ value }) => value === range)
  if (span) return { from: new Date(nowMs - span.ms).toISOString() }
  return { ...(isInstant(from) && { from }), ...(isInstant(to) && { to }) }
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && !Number.isNaN(Date.parse(text))
}

/** An instant as a field for local time shows it: "2026-11-21T10:00". */
export function toLocalField(time: string | undefined): string {
  if (!isInstant(time)) return ''
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The instant that a field for local time names; none where it is not finished. */
export function fromLocalField(text: string): string | undefined {
  const ms = text === '' ? Number.NaN : new Date(text).getTime()
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
