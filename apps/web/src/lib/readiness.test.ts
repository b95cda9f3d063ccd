import { expect, test } from 'vitest'
import { type Readiness, verdictsOf } from './readiness.ts'

const fine: Readiness = {
  ...{ ready: true, version: '0.1.0', publicUrl: 'http://127.0.0.1:3000/' },
  ...{ database: 'ok', deliver: 'ok', oldestDueMs: 200 },
}
const tones = (changed: Partial<Readiness>) => verdictsOf({ ...fine, ...changed }, (ms) => `${ms} ms`).map(({ tone }) => tone)

test('each part is judged by itself', () => {
  expect(tones({})).toEqual(['good', 'good', 'good'])
  expect(tones({ database: 'unreachable', oldestDueMs: null })).toEqual(['bad', 'good', 'off'])
  expect(tones({ deliver: 'no-lease' })).toEqual(['good', 'waiting', 'good'])
  expect(tones({ deliver: 'off' })).toEqual(['good', 'off', 'good'])
  expect(tones({ oldestDueMs: 60_001 })).toEqual(['good', 'good', 'bad'])
})

test('whatever is not good says what to do or why', () => {
  const odd = verdictsOf({ ...fine, database: 'unreachable', deliver: 'no-lease', oldestDueMs: 90_000 }, String)
  for (const { remedy } of odd) expect(remedy).toBeTruthy()
})
