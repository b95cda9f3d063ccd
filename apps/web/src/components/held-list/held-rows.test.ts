import { expect, test } from 'vitest'
import { heldRows } from './held-rows.ts'

const idOf = (row: string) => row.slice(0, 1)
const rowsOf = (held: string[], rows: string[]) => heldRows({ held, rows, idOf })

test('a new row waits above a held list', () => {
  expect(rowsOf(['b', 'a'], ['c', 'b', 'a'])).toEqual({ shown: ['b', 'a'], waiting: 1 })
})

test('a held row shows what is known of it now', () => {
  expect(rowsOf(['b', 'a'], ['b2', 'a'])).toEqual({ shown: ['b2', 'a'], waiting: 0 })
})

test('a row that no longer belongs to the list keeps its place while the list is held', () => {
  expect(rowsOf(['c', 'b', 'a'], ['d', 'c', 'a'])).toEqual({ shown: ['c', 'b', 'a'], waiting: 1 })
})

test('older rows are put below', () => {
  expect(rowsOf(['c', 'b'], ['c', 'b', 'a'])).toEqual({ shown: ['c', 'b', 'a'], waiting: 0 })
})

test('all wait where none of the held rows is left', () => {
  expect(rowsOf(['a'], ['c', 'b'])).toEqual({ shown: ['a'], waiting: 2 })
})

test('an empty list holds nothing back', () => {
  expect(rowsOf([], ['a'])).toEqual({ shown: ['a'], waiting: 0 })
})
