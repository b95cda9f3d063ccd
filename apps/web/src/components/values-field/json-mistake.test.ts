import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonMistake } from './json-mistake.ts'

test.each([
  ['{"level": 5,}', 'Line 1, character 13: a comma too many before this }.'],
  ['{\n  "level": 5\n  "xp": 3\n}', 'Line 3, character 3: a comma is missing before this.'],
  ['{\n  xp: 3\n}', 'Line 2, character 3: the name stands in double quotes: "xp".'],
  ["{'xp': 3}", 'Line 1, character 2: text stands in straight double quotes: "text".'],
  ['{"xp" 3}', 'Line 1, character 7: a colon is missing after the name.'],
  ['{"xp": }', 'Line 1, character 8: a value is missing before this.'],
  ['{"name": Mara}', 'Line 1, character 10: Mara is no value: text stands in double quotes, "Mara".'],
  ['{"vip": True}', 'Line 1, character 9: True is written in small letters: true.'],
  ['{"xp": 05}', 'Line 1, character 8: 05 is no number: write it as 5, -2.5 or 1e6.'],
  ['{"name": "Mara\n}', 'Line 1, character 10: the text that begins here is not closed: put a " at its end.'],
  ['{"path": "C:\\x"}', 'Line 1, character 10: this text holds a backslash: it is written twice, \\\\.'],
  ['{"list": [1, 2}', 'Line 1, character 15: a ] is missing before this }.'],
  ['{} x', 'Line 1, character 4: the object is closed already, and nothing may follow it.'],
  ['{"level": 5', 'It ends too early: a quote, bracket or brace is not closed.'],
])('%j is told in words, with its place', (text, told) => {
  expect(jsonMistake(text)).toBe(told)
})

test('what is JSON has no mistake, however it is laid out', () => {
  const laidOut = fc.tuple(fc.json(), fc.constantFrom(0, 2)).map(([text, indent]) => JSON.stringify(JSON.parse(text), null, indent))
  fc.assert(
    fc.property(laidOut, (text) => {
      expect(jsonMistake(text)).toBeNull()
    }),
  )
})
