const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** "2 min. ago", "in 5 min.", "just now". */
export function formatRelative(time: string, nowMs: number): string {
  const seconds = (Date.parse(time) - nowMs) / 1000
  return Math.abs(seconds) < 5 ? 'just now' : relativeWords(seconds)
}

/** The same of what is still to come: "in 5 min.", and "any moment" once its time is there. */
export function formatAhead(time: string, nowMs: number): string {
  return Date.parse(time) - nowMs < 1000 ? 'any moment' : relativeWords((Date.parse(time) - nowMs) / 1000)
}

/** The exact time in the reader's zone. */
export function formatExact(time: string): string {
  return exact.format(new Date(time))
}

function relativeWords(seconds: number): string {
  const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
  return relative.format(Math.round(seconds / size), unit)
}
