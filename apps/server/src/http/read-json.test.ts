import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServiceError } from '../service-error.ts'
import { changedNumber, decodeUtf8, parseJson } from './read-json.ts'

function refusal(work: () => unknown): { status: number; code: string | undefined } {
  try {
    work()
  } catch (error) {
    if (error instanceof ServiceError) return { status: error.status, code: error.errors[0]?.code }
    throw error
  }
  throw new Error('it was taken')
}

test.each([
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '1e400',
  '-1E400',
  '1e-400',
  '0.1234567890123456789',
  '1.00000000000000000001',
])('the number %s would be changed and is refused', (number) => {
  expect(refusal(() => parseJson(`{"a":[${number}]}`))).toEqual({ status: 422, code: 'number.not-exact' })
})

test.each([
  '0',
  '-0',
  '1.0',
  '1.10',
  '5e-324',
  '1e21',
  '1.7976931348623157e308',
  '9007199254740991',
  '0.30000000000000004',
  '100000000000000000e-3',
  '"9007199254740993"',
])('the number %s survives and is taken', (number) => {
  expect(changedNumber(`{"a":${number}}`)).toBeNull()
})

test('every number that JSON.stringify writes is taken', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) =>
      Number.isInteger(number) && Math.abs(number) > 2 ** 53 && Math.abs(number) < 1e21
        ? true
        : changedNumber(JSON.stringify([number])) === null,
    ),
  )
})

test('a number that would be changed is named by its path', () => {
  const pathOf = (text: string) => {
    try {
      parseJson(text)
    } catch (error) {
      return error instanceof ServiceError ? error.errors[0]?.path : error
    }
  }
  const event = '{"type":"a:b,[{","data":{"list":[[1],{}],"n":1}}'
  expect(pathOf(`{"events":[${event},${event},{"data":{"o":{"x":[]},"n":9007199254740993}}]}`)).toBe('events.2.data.n')
  expect(pathOf('{"data":{"a \\"\\u0062":{}, "l" : [ "x,y", [], 1e400 ]}}')).toBe('data.l.2')
  expect(pathOf('{"data":{"a \\"\\u0062": 1e400}}')).toBe('data.a "b')
  expect(pathOf('9007199254740993')).toBe('')
})

test('digits in strings are never judged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => changedNumber(JSON.stringify([`12345678901234567890 1e999 ${text}`])) === null),
  )
})

test.each(['__proto__', 'constructor', 'prototype'])(
  'the key %s is refused at any depth, escaped or not, and no prototype changes',
  (key) => {
    const escaped = `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}`
    for (const name of [key, escaped])
      expect(refusal(() => parseJson(`{"data":[{"${name}":{"polluted":1}}]}`))).toEqual({ status: 422, code: 'key.forbidden' })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  },
)

test('64 levels are taken, 65 are refused, and 10,000 as well', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(() => parseJson(nested(64))).not.toThrow()
  for (const levels of [65, 10_000]) expect(refusal(() => parseJson(nested(levels)))).toEqual({ status: 422, code: 'json.too-deep' })
})

test('a body that is empty, no JSON, or no UTF-8 says so', () => {
  expect(refusal(() => parseJson(' \n'))).toEqual({ status: 400, code: 'body.empty' })
  expect(refusal(() => parseJson('{'))).toEqual({ status: 400, code: 'body.not-json' })
  expect(refusal(() => decodeUtf8(Uint8Array.of(0xff, 0xfe, 0x80)))).toEqual({ status: 400, code: 'body.not-utf8' })
})
