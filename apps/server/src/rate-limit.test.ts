import { expect, test } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

function startLimit(options: { keysMax?: number } = {}) {
  const clock = { nowMs: 1000 }
  const limit = createRateLimit({ perSecond: 10, burst: 3, now: () => clock.nowMs, ...options })
  return { clock, take: (key = 'a') => limit.take(key), giveBack: (key = 'a') => limit.giveBack(key) }
}

test('a burst passes, then one for each share of a second, and the wait is told', () => {
  const { clock, take } = startLimit()
  expect([take(), take(), take()]).toEqual([0, 0, 0])
  expect(take()).toBe(100)
  clock.nowMs += 50
  expect(take()).toBe(50)
  clock.nowMs += 50
  expect(take()).toBe(0)
})

test('one that is given back can be taken again, and no more than that', () => {
  const { take, giveBack } = startLimit()
  expect([take(), take(), take()]).toEqual([0, 0, 0])
  giveBack()
  expect([take(), take() > 0]).toEqual([0, true])
  for (let i = 0; i < 9; i++) giveBack()
  expect([take(), take(), take(), take() > 0]).toEqual([0, 0, 0, true])
})

test('one key uses up nothing of another', () => {
  const { take } = startLimit()
  for (let i = 0; i < 10; i++) take('a')
  expect(take('b')).toBe(0)
})

test('rest does not save up more than the burst', () => {
  const { clock, take } = startLimit()
  take()
  clock.nowMs += 60_000
  expect([take(), take(), take(), take() > 0]).toEqual([0, 0, 0, true])
})

test('however many keys come, those in use stay limited and memory is bounded', () => {
  const { clock, take } = startLimit({ keysMax: 100 })
  for (let i = 0; i < 50; i++) take(`early-${i}`)
  clock.nowMs += 200
  for (let i = 0; i < 3; i++) take('busy')
  for (let i = 0; i < 60; i++) take(`late-${i}`)
  expect(take('busy')).toBeGreaterThan(0)
})
