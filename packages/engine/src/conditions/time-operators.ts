import { type ConditionSpan, type ConditionSpanUnit, conditionDays, conditionDaysSchema, conditionSpanSchema } from '@hookline/schema'
import { distanceWords, instantOf, instantReader } from './dates.ts'
import type { Operand, Operator } from './operator.ts'

// An operand is a text that instantOf reads; any other makes the comparison false. "Now" is the scope's.

const unitMs: Readonly<Record<ConditionSpanUnit, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
}

/** The length of a span in milliseconds. */
export function spanMs({ amount, unit }: ConditionSpan): number {
  return amount * unitMs[unit]
}

const readInstant = (value: Operand): number | null => (typeof value === 'string' ? instantOf(value) : null)

function dated(actual: Operand, words: (instant: number) => string): string {
  if (typeof actual !== 'string') return ''
  const instant = instantOf(actual)
  return instant === null ? 'text, not a date' : words(instant)
}

/** When a date is, seen from now. */
function whenNote(actual: Operand, _value: Operand, now: string): string {
  const nowMs = instantOf(now)
  return nowMs === null ? '' : dated(actual, (instant) => distanceWords(instant, nowMs))
}

const timed = { foldsCase: false, operandTypes: () => ['text' as const] }

/** `before` and `after`, both without the moment itself. */
export function moment(words: string, holds: (actual: number, value: number) => boolean): Operator {
  return {
    ...{ ...timed, symbol: words, words, needs: 'a date such as 2026-11-21 or 2026-11-21T10:00:00Z', form: 'date', note: whenNote },
    bind: (value) => {
      const wanted = readInstant(value)
      if (wanted === null) return null
      return (actual) => {
        const instant = readInstant(actual)
        return instant !== null && holds(instant, wanted)
      }
    },
  }
}

/** `inLast`, `notInLast` and `inNext`: how far a moment lies after now (negative: before it), beside the span's length. */
export function nearness(words: string, holds: (aheadMs: number, spanMs: number) => boolean): Operator {
  return {
    ...{ ...timed, symbol: words, words, form: 'span', note: whenNote },
    needs: 'an amount of at least 1 and a unit: minutes, hours, days or weeks',
    bind: (value) => {
      const span = conditionSpanSchema.safeParse(value)
      if (!span.success) return null
      const lengthMs = spanMs(span.data)
      const readNow = instantReader()
      return (actual, now) => {
        const instant = readInstant(actual)
        const nowMs = readNow(now)
        return instant !== null && nowMs !== null && holds(instant - nowMs, lengthMs)
      }
    },
  }
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The name of a day: "Monday" for `mon`. */
export function dayName(day: (typeof conditionDays)[number]): string {
  return dayNames[conditionDays.indexOf(day)] ?? day
}

/** Finds the number of a moment's day, 0 is Sunday; null where there is no such time zone. */
function dayFinder(timeZone: string): ((instant: number) => number) | null {
  if (timeZone === 'UTC') return (instant) => (((Math.floor(instant / unitMs.days) + 4) % 7) + 7) % 7
  if (!/^[A-Za-z]/.test(timeZone)) return null
  try {
    const format = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone })
    return (instant) => dayNames.indexOf(format.format(instant))
  } catch {
    // Intl has no other way to ask whether it knows a time zone.
    return null
  }
}

/** `dayOfWeek`: the day that a moment falls on in a time zone. */
export function weekday(words: string): Operator {
  return {
    ...{ ...timed, symbol: words, words, needs: 'days of the week and a time zone such as Europe/Berlin', form: 'days' },
    bind: (value) => {
      const wanted = conditionDaysSchema.safeParse(value)
      const findDay = wanted.success ? dayFinder(wanted.data.timeZone) : null
      if (!wanted.success || !findDay) return null
      const days = new Set(wanted.data.days.map((day) => conditionDays.indexOf(day)))
      return (actual) => {
        const instant = readInstant(actual)
        return instant !== null && days.has(findDay(instant))
      }
    },
    note: (actual, value) => {
      const wanted = conditionDaysSchema.safeParse(value)
      const findDay = wanted.success ? dayFinder(wanted.data.timeZone) : null
      return findDay ? dated(actual, (instant) => `a ${dayNames[findDay(instant)]}`) : ''
    },
  }
}
