import { JsonText, type Value } from '../values.ts'

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i
/** Beyond this a number of seconds would be in the year 5138, so it is milliseconds. */
const secondsMax = 1e11
const instantMax = 8.64e15

/**
 * The instant that a value names, in milliseconds since 1970, null if it names none.
 * In: ISO 8601 text (without an offset it is UTC), or Unix seconds or milliseconds as a number or its digits.
 */
export function instantOf(value: Value): number | null {
  if (typeof value === 'number') return fromUnix(value)
  const text = value instanceof JsonText ? value.text : value
  if (typeof text !== 'string' || text.length > 60) return null
  const trimmed = text.trim()
  if (/^-?\d{9,16}$/.test(trimmed)) return fromUnix(Number(trimmed))
  return fromIso(trimmed)
}

function fromUnix(number: number): number | null {
  const ms = Math.round(Math.abs(number) < secondsMax ? number * 1000 : number)
  return Math.abs(ms) <= instantMax ? ms : null
}

function fromIso(text: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = iso.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // A day that does not exist, such as 30 February, would roll over.
  if (date.getUTCMonth() !== Number(month) - 1 || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null
  date.setUTCHours(Number(hour), Number(minute), Number(second), ms)
  return date.getTime() - offsetMs(zone)
}

function offsetMs(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
