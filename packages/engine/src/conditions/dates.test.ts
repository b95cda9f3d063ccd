import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceWords, instantOf, instantReader } from './dates.ts'

describe('a moment', () => {
  it('is read as JavaScript reads it, for every date-time that JavaScript writes', () => {
    const moment = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, fc.integer({ min: -23, max: 23 }), fc.integer({ min: 0, max: 59 }), (date, hours, minutes) => {
        const text = date.toISOString()
        expect(instantOf(text)).toBe(date.getTime())
        expect(instantOf(text.slice(0, 10))).toBe(Date.parse(text.slice(0, 10)))
        const two = (number: number) => String(Math.abs(number)).padStart(2, '0')
        const offset = `${hours < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
        expect(instantOf(text.replace('Z', offset))).toBe(Date.parse(text.replace('Z', offset)))
      }),
    )
  })

  it('is never read from anything else, whatever the text', () => {
    const strange = ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00', '2026-11-21T24:00:00Z', '2026-11-21T10:60Z']
    const loose = ['2026-11-21 10:00', '2026-11-21t10:00z', ' 2026-11-21', '2026-11-21\n', '20261121', '+002026-11-21', '2026-11-21T10Z']
    for (const text of [...strange, ...loose, '', 'now', '2026-11', '2026-11-21T10:00:60Z', '2026-11-21T10:00+0100']) {
      expect(instantOf(text), text).toBeNull()
    }
    fc.assert(fc.property(fc.string(), (text) => instantOf(text) === null || /^\d{4}-\d{2}-\d{2}/.test(text)))
  })

  it('knows leap years and cuts what is finer than a millisecond', () => {
    expect([instantOf('2024-02-29'), instantOf('2000-02-29')].every((instant) => instant !== null)).toBe(true)
    expect(instantOf('1900-02-29')).toBeNull()
    expect(instantOf('2026-11-21T10:00:00.9999Z')).toBe(Date.parse('2026-11-21T10:00:00.999Z'))
  })

  it('is the same from a reader that is asked again and again', () => {
    const read = instantReader()
    const text = fc.constantFrom('2026-11-21', '2026-11-22', 'no date', '')
    fc.assert(fc.property(text, (one) => read(one) === instantOf(one)))
  })
})

describe('how far a moment is', () => {
  it('is said in whole days, hours or minutes', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const words = (text: string) => distanceWords(Date.parse(text), now)
    expect(words('2026-11-10T09:00:00Z')).toBe('11 days ago')
    expect(words('2026-11-21T11:00:00Z')).toBe('in 1 hour')
    expect(words('2026-11-21T09:58:01Z')).toBe('1 minute ago')
    expect(words('2026-11-21T10:00:59Z')).toBe('just now')
  })
})
