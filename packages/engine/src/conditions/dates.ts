const pattern = /^(\d{4}-(\d{2})-(\d{2}))(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))?)?$/
const minuteMs = 60_000

/**
 * Reads a moment.
 * In: an ISO 8601 date (`2026-11-21`: its midnight in UTC) or date-time (without an offset: in UTC; finer than a
 * millisecond is cut). Out: milliseconds since 1970, or null for anything else, days that no calendar has included.
 */
export function instantOf(text: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [, date = '', month, day, hour = '00', minute = '00', second = '00', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] =
    match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysOfMonth(date)
  if (!isDay) return null
  const ms = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`)
  const offsetMs = (Number(offsetHour) * 60 + Number(offsetMinute)) * minuteMs
  return sign === '-' ? ms + offsetMs : ms - offsetMs
}

/** February has 29 days in a leap year of the Gregorian calendar; every month counts on from its first day. */
function daysOfMonth(date: string): number {
  const [year = 0, month = 0] = date.split('-').map(Number)
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Reads moments as `instantOf` does; the same text again, as `now` is within a batch, costs a comparison. */
export function instantReader(): (text: string) => number | null {
  let seen = ''
  let instant: number | null = null
  return (text) => {
    if (text !== seen) {
      seen = text
      instant = instantOf(text)
    }
    return instant
  }
}

const units = [
  ['day', 24 * 60 * minuteMs],
  ['hour', 60 * minuteMs],
  ['minute', minuteMs],
] as const

/** How far a moment is from now, in words: "11 days ago", "in 3 hours", "just now". Both in milliseconds since 1970. */
export function distanceWords(instant: number, now: number): string {
  const away = Math.abs(now - instant)
  const unit = units.find(([, ms]) => away >= ms)
  if (!unit) return 'just now'
  const count = Math.floor(away / unit[1])
  const words = `${count} ${unit[0]}${count === 1 ? '' : 's'}`
  return instant < now ? `${words} ago` : `in ${words}`
}
