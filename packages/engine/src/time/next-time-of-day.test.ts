import { type ConditionDay, conditionDays } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTimeOfDay } from './next-time-of-day.ts'
import { offsetMs } from './zone.ts'

const after = (instant: string) => Date.parse(instant)
const nextIn = (timeZone: string, time: string, from: string, days: readonly ConditionDay[] = []) =>
  new Date(nextTimeOfDay({ time, weekdays: [...days], timeZone }, after(from))).toISOString()

describe('the next time of day', () => {
  it.each([
    ['today where it is still to come', 'Europe/Berlin', '09:00', '2026-11-21T07:59:59.999Z', [], '2026-11-21T08:00:00.000Z'],
    ['tomorrow at that very moment', 'Europe/Berlin', '09:00', '2026-11-21T08:00:00.000Z', [], '2026-11-22T08:00:00.000Z'],
    ['on the next of the weekdays', 'Europe/Berlin', '09:00', '2026-11-21T12:00:00Z', ['mon'], '2026-11-23T08:00:00.000Z'],
    ['in a week on the same weekday', 'UTC', '09:00', '2026-11-23T09:00:00Z', ['mon'], '2026-11-30T09:00:00.000Z'],
    ['by the day of the zone, not of UTC', 'Pacific/Auckland', '08:00', '2026-11-20T20:00:00Z', ['sat'], '2026-11-27T19:00:00.000Z'],
    ['an hour later on the day that skips it', 'Europe/Berlin', '02:30', '2027-03-27T12:00:00Z', [], '2027-03-28T01:30:00.000Z'],
    ['the first of two on the day that shows it twice', 'Europe/Berlin', '02:30', '2026-10-24T12:00:00Z', [], '2026-10-25T00:30:00.000Z'],
    ['the day after that, once it was', 'Europe/Berlin', '02:30', '2026-10-25T00:30:00Z', [], '2026-10-26T01:30:00.000Z'],
    ['in summer time after the change', 'America/New_York', '09:00', '2027-03-14T00:00:00Z', [], '2027-03-14T13:00:00.000Z'],
    ['in a zone whose offset is no whole hour', 'Asia/Kathmandu', '00:15', '2026-11-21T18:30:00Z', [], '2026-11-22T18:30:00.000Z'],
    ['after the midnight that a zone skips', 'Africa/Cairo', '00:30', '2027-04-29T12:00:00Z', ['fri'], '2027-04-29T22:30:00.000Z'],
  ] as const)('%s', (_name, timeZone, time, from, days, expected) => {
    expect(nextIn(timeZone, time, from, days)).toBe(expected)
  })
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Cairo',
]
const quarterMs = 15 * 60_000
// Offsets and changes of these zones, and the times asked for, are whole quarters of an hour: looking at each is looking at all.
const moment = fc
  .integer({ min: after('2025-01-01T00:00:00Z') / quarterMs, max: after('2030-01-01T00:00:00Z') / quarterMs })
  .map((at) => at * quarterMs)
const nearChange = fc
  .constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2026-04-04T15:00:00Z')
  .chain((change) => fc.integer({ min: -200, max: 200 }).map((quarters) => after(change) + quarters * quarterMs))
const wait = fc.record({
  time: fc
    .integer({ min: 0, max: 95 })
    .map((at) => `${String(Math.floor(at / 4)).padStart(2, '0')}:${String((at % 4) * 15).padStart(2, '0')}`),
  weekdays: fc.subarray([...conditionDays]),
  timeZone: fc.constantFrom(...zones),
})

/** What a clock on the wall shows, asked of Intl in another way than the code does. */
function wallClock(timeZone: string): (ms: number) => { day: string; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    return { day: (parts.weekday ?? '').toLowerCase().slice(0, 3), time: `${parts.hour}:${parts.minute}` }
  }
}

describe('for any moment, weekdays and zone', () => {
  it('the clock shows the time on one of the days, or the day skips it, and it never did before', () => {
    fc.assert(
      fc.property(fc.oneof(moment, nearChange), wait, (fromMs, asked) => {
        const found = nextTimeOfDay(asked, fromMs)
        expect(found).toBeGreaterThan(fromMs)
        const show = wallClock(asked.timeZone)
        const isAsked = (ms: number) => {
          const { day, time } = show(ms)
          return time === asked.time && (asked.weekdays.length === 0 || asked.weekdays.some((one) => one === day))
        }
        const skips = offsetMs(asked.timeZone, found) !== offsetMs(asked.timeZone, found - 3 * 3_600_000)
        expect(isAsked(found) || skips).toBe(true)
        for (let ms = fromMs + quarterMs; ms < found; ms += quarterMs) {
          // The second of two equal times of a night is not waited for.
          if (isAsked(ms)) expect(isSecond(asked.timeZone, ms)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a later moment never has an earlier answer', () => {
    fc.assert(
      fc.property(fc.oneof(moment, nearChange), fc.nat(14 * 96), wait, (fromMs, quarters, asked) => {
        expect(nextTimeOfDay(asked, fromMs + quarters * quarterMs)).toBeGreaterThanOrEqual(nextTimeOfDay(asked, fromMs))
      }),
      { numRuns: 300 },
    )
  })
})

/** Clocks showed the same an hour or half an hour ago, because they were set back. */
function isSecond(timeZone: string, ms: number): boolean {
  const show = wallClock(timeZone)
  return [2, 4].some((quarters) => show(ms - quarters * quarterMs).time === show(ms).time)
}
