import { expect, test } from 'vitest'
import { readValue, textOfValue, typeOfValue } from './property-value.ts'

test('what is typed is read as the type that was chosen, and as no other', () => {
  expect(readValue('text', '5')).toEqual({ ok: true, value: '5' })
  expect(readValue('number', ' 5 ')).toEqual({ ok: true, value: 5 })
  expect(readValue('number', '-2.50')).toEqual({ ok: true, value: -2.5 })
  expect(readValue('number', '1e21')).toEqual({ ok: true, value: 1e21 })
  expect(readValue('yes-no', 'true')).toEqual({ ok: true, value: true })
  expect(readValue('list', '[1, "a"]')).toEqual({ ok: true, value: [1, 'a'] })
  expect(readValue('object', '{"a":{"b":null}}')).toEqual({ ok: true, value: { a: { b: null } } })
})

test('what is no value of the type is refused with the reason', () => {
  for (const text of ['', '5,000', '0x10', '01', 'NaN', '1e999', '.5']) expect(readValue('number', text)).toMatchObject({ ok: false })
  expect(readValue('yes-no', '')).toMatchObject({ ok: false })
  expect(readValue('list', '{}')).toMatchObject({ ok: false, why: expect.stringContaining('list') })
  expect(readValue('object', 'null')).toMatchObject({ ok: false, why: expect.stringContaining('object') })
  expect(readValue('object', '{')).toMatchObject({ ok: false, why: expect.stringContaining('JSON') })
  expect(readValue('text', 'x'.repeat(70_000))).toMatchObject({ ok: false })
})

test('a number that would change on the way is refused wherever it stands', () => {
  expect(readValue('number', '12345678901234567890')).toMatchObject({ ok: false })
  expect(readValue('number', '0.1234567890123456789')).toMatchObject({ ok: false })
  expect(readValue('list', '[9007199254740993]')).toMatchObject({ ok: false, why: expect.stringContaining('9007199254740993') })
  expect(readValue('list', '["9007199254740993", 9007199254740992]')).toMatchObject({ ok: true })
})

test('a value keeps its type and its text on the way to the field and back', () => {
  for (const value of ['', '5', 5, 0.1, true, false, [], [1], { a: 1 }]) {
    expect(readValue(typeOfValue(value), textOfValue(value))).toEqual({ ok: true, value })
  }
})
