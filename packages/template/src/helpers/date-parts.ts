/** A moment as clocks and calendars of one time zone show it. */
export interface DateParts {
  ms: number
  year: number
  /** 1 to 12. */
  month: number
  day: number
  /** 0 is Sunday. */
  weekday: number
  hour: number
  minute: number
  second: number
  millisecond: number
  offsetMinutes: number
}

/** In: an instant and a time zone's IANA name, none for UTC. Out: its parts there, null if there is no such zone. */
export function datePartsOf(ms: number, zone?: string): DateParts | null {
  const offsetMinutes = zone === undefined || zone === '' || /^(?:utc|z)$/i.test(zone) ? 0 : offsetOf(ms, zone)
  if (offsetMinutes === null) return null
  const local = new Date(ms + offsetMinutes * 60_000)
  if (Number.isNaN(local.getTime())) return null
  return {
    ms,
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    offsetMinutes,
  }
}

// To make a formatter takes 50 µs; data may name many zones, so only some are kept.
const formatters = new Map<string, Intl.DateTimeFormat | null>()
const formattersMax = 64

function offsetOf(ms: number, zone: string): number | null {
  const name = formatterOf(zone)
    ?.formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value
  if (name === undefined) return null
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  if (formatters.size >= formattersMax) formatters.clear()
  const made = makeFormatter(zone)
  formatters.set(zone, made)
  return made
}

function makeFormatter(zone: string): Intl.DateTimeFormat | null {
  if (zone.length > 60) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
}
