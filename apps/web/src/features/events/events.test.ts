import type { EventType } from '@hookline/schema'
import { expect, test } from 'vitest'
import { sendCommand } from './how-to-send.ts'
import { readJsonObject } from './read-json-object.ts'
import { typeFields } from './type-fields.ts'

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
  expect(errorOf('{"level": 5')).toContain('Line 1, character 12')
  expect(errorOf('{"level":')).toContain('ends too early')
  expect(errorOf('[1]')).toContain('must be an object')
})

test('a number that would be changed on the way is refused', () => {
  expect(errorOf('{"id": 12345678901234567890}')).toContain('12345678901234567890')
  expect(errorOf('{"big": 1e999}')).toContain('1e999')
  expect(errorOf('{"id": "12345678901234567890", "price": 0.10, "small": -1.5e-7}')).toBeNull()
})

test('the fields of a type stand in a row, with how often each is absent', () => {
  const type: EventType = {
    ...{ name: 't', title: 'T', description: '', group: null, source: 'observed', firstSeenAt: null, lastSeenAt: null, sample: null },
    schema: {
      type: 'object',
      properties: { action: { type: 'object', properties: { name: { type: 'string' } } }, xp: { type: 'number' } },
    },
    lastSample: { action: { name: 'a' }, xp: 3 },
    observations: { sampled: 4, absent: { xp: 1, action: 0 } },
  }
  expect(typeFields(type)).toEqual([
    { path: 'action', type: 'object', sample: undefined, absentShare: 0 },
    { path: 'action.name', type: 'text', sample: 'a', absentShare: undefined },
    { path: 'xp', type: 'number', sample: 3, absentShare: 0.25 },
  ])
})

test('a command survives quotes in a shell', () => {
  expect(sendCommand('http://h/', { type: "it's" })).toContain(`-d '{"type":"it'\\''s"}'`)
  expect(sendCommand('http://h/', {})).toContain('curl http://h/v1/events')
})
