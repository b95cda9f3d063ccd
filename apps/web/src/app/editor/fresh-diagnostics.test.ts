import type { Diagnostic, Graph, JsonObject } from '@hookline/schema'
import { expect, test } from 'vitest'
import { freshDiagnostics } from './fresh-diagnostics.ts'

const graph = (config: JsonObject): Graph => ({ nodes: [{ id: 'n', type: 'x', position: { x: 0, y: 0 }, config }], edges: [] })
const said = (path?: string, nodeId: string | null = 'n'): Diagnostic => ({
  ...{ severity: 'error', code: 'c', message: 'm' },
  ...(path !== undefined && { path }),
  ...(nodeId !== null && { nodeId }),
})
const rule = (field: string, value?: number) => ({ field, operator: '>=', ...(value !== undefined && { value }) })
const asked = (...rules: JsonObject[]) => graph({ eventType: '', condition: { combinator: 'and', rules } })

test('what is mended is no longer red before the next check, what was not touched still is', () => {
  const event = said('eventType')
  const first = said('condition.rules.0.field')
  const second = said('condition.rules.1.value')
  const checked = asked(rule(''), rule('event.level'))
  const all = [event, first, second]
  expect(freshDiagnostics(all, checked, checked)).toEqual(all)
  expect(freshDiagnostics(all, checked, asked(rule('event.amount'), rule('event.level')))).toEqual([event, second])
  expect(freshDiagnostics(all, checked, asked(rule(''), rule('event.amount')))).toEqual([event, first])
})

test('what is said of the whole drawing stays; what is said of a block that is gone does not', () => {
  const checked = graph({ a: 1 })
  expect(freshDiagnostics([said(undefined, null), said()], checked, graph({ a: 2 }))).toHaveLength(2)
  expect(freshDiagnostics([said('a')], checked, { nodes: [], edges: [] })).toEqual([])
})
