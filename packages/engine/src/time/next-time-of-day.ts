import { type ConditionDay, conditionDays, type DelayUntil } from '@hookline/schema'
import { dayMs, instantIn, offsetMs } from './zone.ts'

// A week, the same weekday of the next one, and a day that a zone leaves out of its calendar.
const daysAheadMax = 9

/**
 * The first instant after another one at which clocks of the zone show the time on one of the weekdays (any day where
 * none is named). In and out: epoch milliseconds. A time that clocks skip on a day is as much later on that day.
 */
export function nextTimeOfDay({ time, weekdays: days, timeZone }: DelayUntil, afterMs: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const localMs = afterMs + offsetMs(timeZone, afterMs)
  const today = Math.floor(localMs / dayMs) * dayMs
  for (let ahead = 0; ahead <= daysAheadMax; ahead++) {
    const day = today + ahead * dayMs
    if (days.length > 0 && !days.includes(weekdayOf(day))) continue
    const ms = instantIn(timeZone, day + (hours * 60 + minutes) * 60_000)
    if (ms > afterMs) return ms
  }
  throw new Error(`no clock of ${timeZone} shows ${time} within ${daysAheadMax} days`)
}

/** The weekday of a local day, in milliseconds as if it were UTC. */
function weekdayOf(dayStartMs: number): ConditionDay {
  return conditionDays[new Date(dayStartMs).getUTCDay()] ?? 'sun'
}
