import type { Presence } from '@hookline/schema'
import { expect, test } from 'vitest'
import { foldMarks, presenceMarks } from './presence-marks.ts'

const since = '2026-11-21T10:00:00.000Z'
let count = 0
const windowOf = (email: string, name: string): Presence => ({ member: { email, name }, windowId: `window-${count++}`, since })

test('another member is named by the address, once however many windows there are', () => {
  const anna = () => windowOf('anna@example.com', 'Anna Maria Berg')
  expect(presenceMarks([anna(), windowOf('bo@example.com', 'bo'), anna()], 'ada@example.com')).toEqual([
    { email: 'anna@example.com', initials: 'AB', text: 'anna@example.com is here too', isMe: false },
    { email: 'bo@example.com', initials: 'B', text: 'bo@example.com is here too', isMe: false },
  ])
})

test('oneself is in another window, after the others', () => {
  const me = () => windowOf('ada@example.com', 'Ada')
  const others = [me(), windowOf('anna@example.com', 'Anna')]
  expect(presenceMarks(others, 'ada@example.com').map(({ text }) => text)).toEqual([
    'anna@example.com is here too',
    'You, in another window',
  ])
  expect(presenceMarks([me(), me()], 'ada@example.com').map(({ text }) => text)).toEqual(['You, in 2 other windows'])
})

test('alone there is nobody', () => {
  expect(presenceMarks([], 'ada@example.com')).toEqual([])
})

test.each([
  ['<img src=x onerror=alert(1)>', 'IO'],
  ['x'.repeat(100), 'X'],
  ['\u202eabc', 'A'],
  ['"; DROP', 'D'],
  ['日本 太郎', '日太'],
  ['élan vital', 'ÉV'],
  ['𝒜 𝒵', '𝒜𝒵'],
  ['😀', 'Z'],
  ['', 'Z'],
])('the initials of %j are %s', (name, initials) => {
  expect(presenceMarks([windowOf('z@example.com', name)], undefined)[0]?.initials).toBe(initials)
})

test('more members than there is room for are counted by the last mark, which names ten of them', () => {
  const marks = presenceMarks(
    Array.from({ length: 14 }, (_, n) => windowOf(`m${n}@example.com`, `M ${n}`)),
    'm13@example.com',
  )
  expect(foldMarks(marks, 14)).toEqual(marks)
  expect(foldMarks(marks, 13).map(({ initials }) => initials)).toEqual([...marks.slice(0, 12).map(({ initials }) => initials), '+2'])
  expect(foldMarks(marks, 13).at(-1)?.text).toBe('m12@example.com is here too;\nYou, in another window')
  const [only] = foldMarks(marks, 1)
  expect([only?.initials, only?.text.split('\n').length, only?.text.endsWith(';\nand 4 more')]).toEqual(['+14', 11, true])
})
