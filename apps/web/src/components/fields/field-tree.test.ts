import { describe, expect, it } from 'vitest'
import type { Field } from './field.ts'
import { countFields, treeMove, treeRows } from './field-tree-model.ts'
import { sampleText } from './field-tree-sample.ts'

const leaf = (path: string): Field => ({ path, name: path.split('.').at(-1) ?? path, type: 'text' })
const fields: Field[] = [
  {
    path: 'event',
    name: 'Event',
    type: 'object',
    children: [leaf('event.level'), { ...leaf('event.prize'), type: 'object', children: [leaf('event.prize.name')] }],
  },
  { path: 'state', name: 'User state', type: 'object', children: [leaf('state.level')] },
  leaf('now'),
]
const paths = (open: string[], search = '') => treeRows(fields, new Set(open), search).map(({ field }) => field.path)

describe('the rows of the tree', () => {
  it('shows what is open and nothing below what is closed', () => {
    expect(paths([])).toEqual(['event', 'state', 'now'])
    expect(paths(['event'])).toEqual(['event', 'event.level', 'event.prize', 'state', 'now'])
  })

  it('opens every way to what is searched for and leaves the rest out', () => {
    expect(paths([], 'LEVEL')).toEqual(['event', 'event.level', 'state', 'state.level'])
    expect(paths([], 'prize name')).toEqual(['event', 'event.prize', 'event.prize.name'])
    expect(paths(['event'], 'nothing such')).toEqual([])
  })

  it('counts what can be named', () => {
    expect(countFields(fields)).toBe(4)
  })
})

describe('the keys of the tree', () => {
  const rows = treeRows(fields, new Set(['event']), '')

  it('walks up and down and stops at the ends', () => {
    expect(treeMove(rows, 0, 'ArrowDown')).toEqual({ to: 1 })
    expect(treeMove(rows, 0, 'ArrowUp')).toEqual({ to: 0 })
    expect(treeMove(rows, rows.length - 1, 'ArrowDown')).toEqual({ to: rows.length - 1 })
    expect(treeMove(rows, 3, 'Home')).toEqual({ to: 0 })
    expect(treeMove(rows, 0, 'End')).toEqual({ to: rows.length - 1 })
  })

  it('opens to the right, and closes or leads to the parent to the left', () => {
    expect(treeMove(rows, 2, 'ArrowRight')).toEqual({ open: 'event.prize' })
    expect(treeMove(rows, 0, 'ArrowRight')).toEqual({ to: 1 })
    expect(treeMove(rows, 1, 'ArrowRight')).toBeNull()
    expect(treeMove(rows, 0, 'ArrowLeft')).toEqual({ close: 'event' })
    expect(treeMove(rows, 1, 'ArrowLeft')).toEqual({ to: 0 })
    expect(treeMove([], 0, 'ArrowDown')).toBeNull()
  })
})

describe('a sample value', () => {
  it('shows its type', () => {
    expect([5, '5', true, null].map(sampleText)).toEqual(['5', '"5"', 'true', 'null'])
    expect([['a', 1], [], [{}, {}], { a: 1 }, ['a', 'b', 'c', 'd']].map(sampleText)).toEqual([
      '"a", 1',
      'an empty list',
      '2 elements',
      '1 field',
      '"a", "b", "c" and 1 more',
    ])
  })

  it('stays one short line, whatever it holds', () => {
    expect(sampleText('x'.repeat(1_000_000))).toHaveLength(51)
    expect(sampleText(`${'x'.repeat(47)}😀`)).toBe(`"${'x'.repeat(47)}…"`)
    expect(sampleText('a\nb\u202ec\u0000')).toBe('"a⏎b\\u202ec\\u0000"')
  })
})
