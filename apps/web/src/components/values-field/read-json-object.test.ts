import { expect, test } from 'vitest'
import { readJsonObject } from './read-json-object.ts'

const errorOf = (text: string) => {
  const read = readJsonObject(text)
  return read.ok ? null : read.error
}

test('an object is read as it was typed, and nothing typed is an empty one', () => {
  expect(readJsonObject('{"level": 5}')).toEqual({ ok: true, value: { level: 5 } })
  expect(readJsonObject('  ')).toEqual({ ok: true, value: {} })
})

test('what is wrong is said with its place', () => {
  expect(errorOf('{\n  "level": 5,\n  xp: 3\n}')).toMatch(/^Line 3, character 3: /)
  expect(errorOf('{"name": "a\tb"}')).toContain('Line')
  expect(errorOf('{"level":')).toContain('ends too early')
  expect(errorOf('[1]')).toContain('must be an object')
})

test('a number that would be changed on the way is refused', () => {
  expect(errorOf('{"id": 12345678901234567890}')).toContain('12345678901234567890')
  expect(errorOf('{"big": 1e999}')).toContain('1e999')
  expect(errorOf('{"id": "12345678901234567890", "price": 0.10, "small": -1.5e-7}')).toBeNull()
})
