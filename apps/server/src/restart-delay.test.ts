import { expect, test } from 'vitest'
import { restartDelayMs } from './restart-delay.ts'

test('a process that ends again and again is started after 1 s, then after twice as long each time, up to 60 s', () => {
  const delays: number[] = []
  for (let n = 0; n < 8; n++) delays.push(restartDelayMs({ livedMs: 200, lastDelayMs: delays.at(-1) ?? null }))
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
})

test('a process that lived for a minute is started again after 1 s, however long the last wait was', () => {
  expect(restartDelayMs({ livedMs: 60_000, lastDelayMs: 32_000 })).toBe(1000)
})
