import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newUuid, uuidFloor } from './ids.ts'
import { type IdRange, narrowed, readNewest } from './newest-first.ts'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 10, 21)
const within =
  ({ from, before }: IdRange) =>
  (id: string) =>
    (from === null || id >= from) && (before === null || id < before)
const newest = (ids: readonly string[]) => [...ids].sort().reverse()

/** A table of ids that notes in which windows it was asked. */
function tableOf(ids: readonly string[]) {
  const asked: IdRange[] = []
  const read = async (window: IdRange, limit: number) => {
    asked.push(window)
    return newest(ids.filter(within(window))).slice(0, limit)
  }
  return { asked, read }
}

test('a page that the last days fill asks for nothing older', async () => {
  const ids = Array.from({ length: 50 }, (_, hours) => newUuid(nowMs - hours * 3_600_000))
  const { asked, read } = tableOf(ids)
  expect(await readNewest({ from: null, before: null }, { nowMs, count: 20 }, read)).toEqual(newest(ids).slice(0, 20))
  expect(asked).toEqual([{ from: uuidFloor(nowMs - 2 * dayMs), before: null }])
})

test('windows lose and repeat nothing, whatever the range and however many rows there are', async () => {
  const ago = fc.integer({ min: -2 * dayMs, max: 40 * dayMs })
  const bound = fc.option(ago.map((ms) => uuidFloor(nowMs - ms)))
  await fc.assert(
    fc.asyncProperty(fc.array(ago, { maxLength: 60 }), bound, bound, fc.integer({ min: 1, max: 40 }), async (ages, from, before, count) => {
      const ids = ages.map((ms) => newUuid(nowMs - ms))
      const { asked, read } = tableOf(ids)
      const range = { from, before }
      expect(await readNewest(range, { nowMs, count }, read)).toEqual(newest(ids.filter(within(range))).slice(0, count))
      expect(asked.length).toBeLessThanOrEqual(3)
    }),
  )
})

test('of two ranges the narrower bounds hold', () => {
  expect(narrowed({ from: 'b', before: null }, { from: 'a', before: 'y' })).toEqual({ from: 'b', before: 'y' })
  expect(narrowed({ from: null, before: 'x' }, { before: 'y' })).toEqual({ from: null, before: 'x' })
  expect(narrowed({ from: null, before: 'z' }, { before: null })).toEqual({ from: null, before: 'z' })
})
