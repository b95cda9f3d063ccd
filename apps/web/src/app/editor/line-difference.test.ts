import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineDifference } from './line-difference.ts'

const shown = (before: string, after: string) =>
  lineDifference(before, after)?.map(({ sign, text }) => `${{ same: ' ', added: '+', removed: '-', gap: '' }[sign]}${text}`)

test('only the lines that differ are marked, with a little of what is around', () => {
  const before = ['{', '  "a": 1,', '  "b": 2,', '  "c": 3,', '  "level": 5,', '  "d": 4,', '  "e": 5,', '  "f": 6', '}']
  const after = before.map((line) => (line.includes('level') ? '  "level": {{event.level}},' : line))
  expect(shown(before.join('\n'), after.join('\n'))).toEqual([
    ...['…', '   "b": 2,', '   "c": 3,', '-  "level": 5,', '+  "level": {{event.level}},', '   "d": 4,', '   "e": 5,', '…'],
  ])
})

test('each text can be read back from its difference, where nothing is left out', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifference(before, after) ?? []
      fc.pre(lines.every(({ sign }) => sign !== 'gap'))
      const without = (gone: string) =>
        lines
          .filter(({ sign }) => sign !== gone)
          .map((line) => line.text)
          .join('\n')
      expect([without('added'), without('removed')]).toEqual([before, after])
    }),
  )
})

test('texts of thousands of lines are not laid against each other', () => {
  expect(lineDifference('x\n'.repeat(5000), 'x')).toBeNull()
})
