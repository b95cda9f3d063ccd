import type { Catalog, Diagnostic } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { catalog } from '../testing/case-tables.fixture.ts'
import { compileCondition } from './compile-condition.ts'

interface Asked {
  field: string
  operator?: string
  value?: unknown
}

function warningsFor(
  { field, operator = 'notNull', value = null }: Asked,
  given: Catalog = catalog,
  types = ['level_completed'],
): Diagnostic[] {
  const group = { combinator: 'and', rules: [{ field, operator, value }] }
  const compiled = compileCondition(group, { knowledge: { catalog: given, eventTypes: types } })
  expect(compiled.ok).toBe(true)
  return compiled.diagnostics
}

describe('a field in the catalogue', () => {
  it('is known where it was seen, and named with the nearest that was where not', () => {
    expect(warningsFor({ field: 'event.level' })).toEqual([])
    expect(warningsFor({ field: 'state.country' })).toEqual([])
    expect(warningsFor({ field: 'event.levle' })).toMatchObject([
      { code: 'condition.unknown-field', severity: 'warning', path: 'condition.rules.0.field', fix: 'Did you mean event.level?' },
    ])
    expect(warningsFor({ field: 'event.country' })).toMatchObject([{ fix: 'Did you mean state.country?' }])
    expect(warningsFor({ field: 'event.anything_else' })[0]).not.toHaveProperty('fix')
  })

  it('has the fixed fields of user, trigger and campaign, and none of a delivery', () => {
    for (const field of ['user.id', 'trigger.type', 'campaign.name', 'now']) expect(warningsFor({ field })).toEqual([])
    expect(warningsFor({ field: 'user.ids' })).toMatchObject([{ fix: 'Did you mean user.id?' }])
    for (const field of ['delivery.id', 'steps.w.response.status'])
      expect(warningsFor({ field })).toMatchObject([{ code: 'condition.unknown-field' }])
  })

  it('is not judged where the catalogue says too little', () => {
    expect(warningsFor({ field: 'event.any' }, catalog, ['never_seen'])).toEqual([])
    const open = (schema: Catalog['eventTypes'][string]['schema']): Catalog => ({ eventTypes: { level_completed: { schema } } })
    expect(warningsFor({ field: 'event.any' }, open({}))).toEqual([])
    expect(warningsFor({ field: 'event.any' }, open({ properties: {}, additionalProperties: true }))).toEqual([])
    expect(warningsFor({ field: 'event.any' }, open({ properties: {}, anyOf: [] }))).toEqual([])
    expect(warningsFor({ field: 'event.any' }, open({ properties: {} }))).toHaveLength(1)
  })

  it('is known where only the sample has it', () => {
    const sampled: Catalog = { eventTypes: { level_completed: { schema: { properties: { a: {} } }, sample: { item: { name: 'Cap' } } } } }
    expect(warningsFor({ field: 'event.item.name' }, sampled)).toEqual([])
    expect(warningsFor({ field: 'event.item.size' }, sampled)).toHaveLength(1)
  })

  it('is known where one of several event types has it, and all are asked where none is named', () => {
    expect(warningsFor({ field: 'event.xp' }, catalog, ['level_up', 'level_completed'])).toEqual([])
    expect(warningsFor({ field: 'event.xp' }, catalog, [])).toEqual([])
    expect(warningsFor({ field: 'event.xp' }, catalog, ['level_up'])).toHaveLength(1)
  })

  it('is an element of a list by its number', () => {
    expect(warningsFor({ field: 'event.scores.0', operator: '>', value: 5 })).toEqual([])
    expect(warningsFor({ field: 'event.scores.first' })).toHaveLength(1)
  })

  it('of a hostile name is unknown and no property of every object', () => {
    expect(warningsFor({ field: 'event.hasOwn' })).toHaveLength(1)
  })
})

describe('the type of a value', () => {
  it('gets a remedy where text was written for a number', () => {
    expect(warningsFor({ field: 'event.level', operator: '>=', value: '5' })).toMatchObject([
      { code: 'condition.value-type', path: 'condition.rules.0.value', fix: 'Write 5 as a number, without quotes.' },
    ])
    expect(warningsFor({ field: 'event.level', operator: 'in', value: ['5', '6'] })).toMatchObject([
      { fix: 'Write 5, 6 as a number, without quotes.' },
    ])
    expect(warningsFor({ field: 'event.level', operator: '=', value: 'five' })).toMatchObject([
      { fix: 'Compare it with a number, or choose another operator.' },
    ])
  })

  it('is judged against all types that a field may have', () => {
    const mixed: Catalog = {
      eventTypes: { level_completed: { schema: { properties: { level: { type: ['integer', 'string', 'null'] } } } } },
    }
    expect(warningsFor({ field: 'event.level', operator: '=', value: '5' }, mixed)).toEqual([])
    expect(warningsFor({ field: 'event.level', operator: '=', value: true }, mixed)).toHaveLength(1)
  })

  it('is judged against the elements of a list', () => {
    expect(warningsFor({ field: 'event.scores', operator: 'contains', value: 5 })).toEqual([])
    expect(warningsFor({ field: 'event.scores', operator: 'contains', value: '5' })).toMatchObject([
      { code: 'condition.value-type', fix: 'Write 5 as a number, without quotes.' },
    ])
  })
})
