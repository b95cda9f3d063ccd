import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delaysText, parseDelays, placeOf, scheduleOf, spanWords } from './schedule.ts'

const limits = { countMax: 50, secondsMax: 604_800 }

describe('a retry policy in words', () => {
  it.each([
    ['standard', 'After 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 1 d, each ±20 %. 10 tries over 3.1 days, then undelivered.'],
    ['steady', 'After 5 s, 30 s, 1 min, 5 min. 5 tries over 6.6 minutes, then undelivered.'],
    ['none', 'One try. What fails is undelivered at once.'],
  ] as const)('%s', (preset, words) => {
    expect(scheduleOf({ preset }).words).toBe(words)
  })

  it('of many waits names the first ones and the last', () => {
    expect(scheduleOf({ preset: 'patient' }).words).toContain('…, 14 h 4 min')
  })

  it('its tries are the sums of the waits', () => {
    expect(scheduleOf({ delaysSeconds: [5, 30] })).toMatchObject({ triesMs: [0, 5000, 35_000], jitter: 0 })
  })
})

describe('a span', () => {
  it.each([
    [5000, '5 s'],
    [90_000, '1 min 30 s'],
    [86_400_000, '1 d'],
    [500, '0.5 s'],
  ])('%d ms is %s', (ms, words) => {
    expect(spanWords(ms)).toBe(words)
  })
})

describe('own delays', () => {
  it('are read as people write them', () => {
    expect(parseDelays('5, 30 s; 1 min,2h\n1d', limits)).toEqual({ ok: true, delaysSeconds: [5, 30, 60, 7200, 86_400] })
  })

  it.each([
    ['', 'at least one'],
    ['soon', 'no span of time'],
    ['0', 'between'],
    ['8 d', 'between'],
    ['1,'.repeat(51), '50'],
  ])('%j is refused and why', (text, why) => {
    const result = parseDelays(text, limits)
    expect(result.ok ? '' : result.message).toContain(why)
  })

  it('are written so that they are read back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 604_800 }), { minLength: 1, maxLength: 50 }), (delaysSeconds) => {
        expect(parseDelays(delaysText(delaysSeconds), limits)).toEqual({ ok: true, delaysSeconds })
      }),
    )
  })
})

it('tries stand in order on the line, from its beginning to its end', () => {
  const { triesMs } = scheduleOf({ preset: 'standard' })
  const places = triesMs.map((ms) => placeOf(ms, triesMs.at(-1) ?? 0))
  expect(places[0]).toBe(0)
  expect(places.at(-1)).toBe(1)
  expect(places).toEqual([...places].sort((left, right) => left - right))
  expect(placeOf(0, 0)).toBe(0)
})
