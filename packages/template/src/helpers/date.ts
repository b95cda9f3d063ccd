import type { Run } from '../run.ts'
import { spend } from '../run.ts'
import type { Value } from '../values.ts'
import { type DateParts, datePartsOf } from './date-parts.ts'
import { bounded, type Helper, readText } from './helper.ts'
import { instantOf } from './instant.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** What a format may hold; anything else is written as it is, and text between single quotes is never read. */
const tokens: Readonly<Record<string, (parts: DateParts) => string>> = {
  yyyy: ({ year }) => padded(year, 4),
  yy: ({ year }) => padded(year % 100, 2),
  MMMM: ({ month }) => months[month - 1] ?? '',
  MMM: ({ month }) => months[month - 1]?.slice(0, 3) ?? '',
  MM: ({ month }) => padded(month, 2),
  M: ({ month }) => String(month),
  dd: ({ day }) => padded(day, 2),
  d: ({ day }) => String(day),
  EEEE: ({ weekday }) => weekdays[weekday] ?? '',
  EEE: ({ weekday }) => weekdays[weekday]?.slice(0, 3) ?? '',
  HH: ({ hour }) => padded(hour, 2),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => padded(hour % 12 || 12, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  mm: ({ minute }) => padded(minute, 2),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => padded(second, 2),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => padded(millisecond, 3),
  a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  XXX: ({ offsetMinutes }) => offsetText(offsetMinutes),
}
const pattern = /'(?:[^']|'')*'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|m|ss|s|SSS|a|XXX|[^yMdEHhmsSaX']+|./g

function padded(number: number, digits: number): string {
  return (number < 0 ? '-' : '') + String(Math.abs(number)).padStart(digits, '0')
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z'
  const whole = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(whole / 60), 2)}:${padded(whole % 60, 2)}`
}

const isoFormat = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"

// About what it costs beside copying as many characters: a time zone is looked up by Intl.
const dateCost = 500

/** Out: the text, a number for `X` and `x`, null for what is no time, no zone, or no format. */
function formatDate(run: Run, [value, format, zone]: readonly Value[]): Value {
  spend(run, dateCost)
  const ms = instantOf(value)
  if (ms === null) return null
  const parts = datePartsOf(ms, zone === undefined || zone === null ? undefined : readText(run, zone))
  if (!parts) return null
  const written = format === undefined || format === null ? '' : readText(run, format)
  if (written === 'X') return Math.floor(ms / 1000)
  if (written === 'x') return ms
  return formatted(run, parts, written === '' ? isoFormat : written)
}

function formatted(run: Run, parts: DateParts, format: string): string {
  let text = ''
  for (const [token] of format.matchAll(pattern)) {
    const write = Object.hasOwn(tokens, token) ? tokens[token] : undefined
    text += write ? write(parts) : token.startsWith("'") && token.length > 1 ? unquoted(token) : token
    bounded(run, 1)
  }
  bounded(run, text.length)
  return text
}

function unquoted(token: string): string {
  return token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'")
}

export const dateHelpers: readonly Helper[] = [
  {
    name: 'date',
    description:
      'A time in a format (yyyy MM dd HH mm ss SSS, MMMM, EEEE, h a, XXX; X for Unix seconds, x for milliseconds; ISO if none) and a time zone (UTC if none).',
    example: '{{date trigger.occurredAt "dd.MM.yyyy HH:mm" "Europe/Berlin"}}',
    minArgs: 1,
    maxArgs: 3,
    run: (run, ...args) => formatDate(run, args),
  },
]
