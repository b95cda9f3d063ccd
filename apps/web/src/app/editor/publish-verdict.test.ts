import { expect, test } from 'vitest'
import { publishVerdict } from './publish-verdict.ts'

const automation = { status: 'active', hasChanges: true, publishedVersion: 3 } as const
const saved = { kind: 'saved' } as const

test('a saved draft with changes and no errors can be published', () => {
  const warning = { severity: 'warning', code: 'x', message: 'x' } as const
  expect(publishVerdict({ automation, diagnostics: [warning], saveState: saved })).toEqual({ isPossible: true, why: null })
})

test('Publish says why it is off: nothing changed, errors stand, or the draft is not saved', () => {
  const error = { severity: 'error', code: 'x', message: 'x' } as const
  expect(publishVerdict({ automation: { ...automation, hasChanges: false }, diagnostics: [], saveState: saved }).why).toContain('version 3')
  expect(publishVerdict({ automation, diagnostics: [error, error], saveState: saved }).why).toContain('2 problems')
  expect(publishVerdict({ automation, diagnostics: [], saveState: { kind: 'failed', reason: 'x' } }).why).toContain('not saved')
})

test('what was typed a moment ago can be published at once: it is saved first', () => {
  const state = { automation: { ...automation, hasChanges: false }, diagnostics: [], saveState: { kind: 'waiting' } } as const
  expect(publishVerdict(state).isPossible).toBe(true)
})
