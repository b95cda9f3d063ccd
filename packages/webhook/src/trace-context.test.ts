import { describe, expect, test } from 'vitest'
import { childTraceparent, readTraceContext } from './trace-context.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const parentId = '00f067aa0ba902b7'
const valid = `00-${traceId}-${parentId}-01`
const read = (traceparent: string | undefined, tracestate?: string) => readTraceContext({ traceparent, tracestate })

describe('traceparent', () => {
  test.each([
    [valid, valid],
    [` ${valid} `, valid],
    [`00-${traceId}-${parentId}-00`, `00-${traceId}-${parentId}-00`],
    [`00-${traceId}-${parentId}-ff`, `00-${traceId}-${parentId}-03`],
    [`cc-${traceId}-${parentId}-01`, valid],
    [`cc-${traceId}-${parentId}-01-what-the-future-will-be-like`, valid],
  ])('%j is passed on as %j', (given, traceparent) => {
    expect(read(given)).toEqual({ traceparent, tracestate: null })
  })

  test.each([
    undefined,
    '',
    'x',
    `ff-${traceId}-${parentId}-01`,
    `00-${'0'.repeat(32)}-${parentId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${parentId}-01`,
    `00-${traceId.slice(1)}-${parentId}-01`,
    `00-${traceId}-${parentId}-1`,
    `00-${traceId}-${parentId}-01-more`,
    `cc-${traceId}-${parentId}-01.more`,
    `${valid}, ${valid}`,
    `0x-${traceId}-${parentId}-01`,
    valid.replaceAll('-', '_'),
  ])('%j belongs to no trace, whatever its tracestate', (given) => {
    expect(read(given, 'a=1')).toBeNull()
  })
})

describe('tracestate', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join(',')
  test.each([
    'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE',
    'rojo=1 , congo=2,',
    'fw529a3039@dt=FfAkH-==x'.replace('==', '__'),
    'a/b_c-d*e=with space',
    many(32),
    `a=${'v'.repeat(256)}`,
  ])('%j is passed on unchanged', (tracestate) => {
    expect(read(valid, tracestate)?.tracestate).toBe(tracestate)
  })

  test.each([undefined, '', ' , ', 'a', 'a=', 'A=1', '=1', 'a=1,a=2', 'a=1=2', 'a=é', 'a=1;b=2\n', many(33), `a=${'v'.repeat(257)}`])(
    '%j is dropped, the trace is not',
    (tracestate) => {
      expect(read(valid, tracestate)).toEqual({ traceparent: valid, tracestate: null })
    },
  )

  test('beyond 512 characters loses its long entries first, then its last ones', () => {
    const long = `long=${'v'.repeat(200)}`
    const short = Array.from({ length: 10 }, (_, index) => `k${index}=${'v'.repeat(47)}`)
    expect(read(valid, [short[0], long, ...short.slice(1), `z=${'v'.repeat(250)}`].join(','))?.tracestate).toBe(
      short.slice(0, 10).join(','),
    )
    const longer = Array.from({ length: 20 }, (_, index) => `k${index}=${'v'.repeat(40)}`)
    expect(read(valid, longer.join(','))?.tracestate).toBe(longer.slice(0, 11).join(','))
  })
})

test('a call of its own keeps the trace and its flags, with its own id as the parent', () => {
  expect(childTraceparent(valid, 'ffffffffffffffff')).toBe(`00-${traceId}-ffffffffffffffff-01`)
  expect(childTraceparent('none', 'ffffffffffffffff')).toBe('none')
})
