// A zone that a definition names is asked at every wait: to make a formatter takes 50 µs.
const formatters = new Map<string, Intl.DateTimeFormat>()
const formattersMax = 64

/** Tells whether there is a time zone of that name. */
export function isTimeZone(zone: string): boolean {
  // Offsets such as +01:00 know no clocks that are set.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return formatterOf(zone) !== null
  } catch {
    // Intl has no other way to ask whether it knows a time zone.
    return false
  }
}

/** How far clocks of a zone are ahead of UTC at an instant, in milliseconds. Throws RangeError where there is no such zone. */
export function offsetMs(zone: string, ms: number): number {
  const name = formatterOf(zone)
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
}

/**
 * The instant at which clocks of a zone show a local time. In: the local time, in milliseconds as if it were UTC.
 * A time that clocks show twice is the first; one that they skip is as much later as they skip (02:30 becomes 03:30),
 * as Temporal's "compatible" has it.
 */
export function instantIn(zone: string, localMs: number): number {
  const before = offsetMs(zone, localMs - dayMs)
  const after = offsetMs(zone, localMs + dayMs)
  const shown = [localMs - before, localMs - after].filter((ms) => ms + offsetMs(zone, ms) === localMs)
  return shown.length > 0 ? Math.min(...shown) : localMs - before
}

export const dayMs = 86_400_000

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  if (formatters.size >= formattersMax) formatters.clear()
  formatters.set(zone, made)
  return made
}
