import { expect, test } from 'vitest'
import { numberSearch } from './number-search.ts'

const stats = { nodeId: 'w', in: 9, out: 4, failed: 2, waiting: 3, held: 0 }
const block = { automationId: 'aut_1', nodeId: 'w' }
const searchOf = (name: 'in' | 'out' | 'failed' | 'waiting', held = 0) => numberSearch({ ...block, name, stats: { ...stats, held } })

test('a number on a WebHook leads to what it counted', () => {
  expect(searchOf('in')).toEqual({ ...block, range: '24h' })
  expect(searchOf('out')).toEqual({ ...block, status: 'succeeded', range: '24h' })
  expect(searchOf('failed')).toEqual({ ...block, status: 'undelivered', range: '24h' })
})

test('what waits is counted over all time, and is found also where it is held', () => {
  expect(searchOf('waiting')).toEqual({ ...block, status: 'pending' })
  expect(searchOf('waiting', 3)).toEqual({ ...block, status: 'held' })
})
