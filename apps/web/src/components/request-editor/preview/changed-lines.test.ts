import { expect, it } from 'vitest'
import { changedLines } from './changed-lines.ts'

it.each([
  ['{"a":1,"b":2}', '{"a":1,"b":3}', [2]],
  ['{"a":1}', '{"a":1,"b":3}', [2]],
  ['{"a":1,"b":3}', '{"b":3}', []],
  ['{"a":[1,2]}', '{"a":[1,5,2]}', [3]],
  ['a', 'b', [0]],
  ['{"a":1}', '{"a":1}', []],
  [null, '{"a":1}', []],
])('from %s to %s the lines %j are marked', (before, after, lines) => {
  expect(changedLines(before, after).map(({ line }) => line)).toEqual(lines)
})
