import { expect, test } from 'vitest'
import { formatJson } from './format-json.ts'

test('JSON is laid out as JSON.stringify lays it out', () => {
  const value = { a: [1, 'x,]}\\" {', {}], b: {}, c: [], d: { e: null, 'f:': true } }
  expect(formatJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
})

test('numbers keep their digits and repeated names stay', () => {
  expect(formatJson('{"n":12345678901234567890,"n":1e400}')).toBe('{\n  "n": 12345678901234567890,\n  "n": 1e400\n}')
})

test('what is no object or list is left alone', () => {
  for (const text of ['', 'a=1&b=2', '"text"', '5', '{"a":']) expect(formatJson(text)).toBeNull()
})
