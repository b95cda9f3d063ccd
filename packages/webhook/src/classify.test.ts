import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from './classify.ts'
import { deliveryErrors } from './delivery-errors.ts'

const answer = (status: number, success: '2xx' | '200' = '2xx') => classify({ outcome: { kind: 'answer', status }, policy: { success } })

describe('classify', () => {
  test('every 2xx succeeds, unless exactly 200 was chosen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 299 }), (status) => {
        expect(answer(status)).toEqual({ kind: 'succeeded' })
        expect(answer(status, '200').kind).toBe(status === 200 ? 'succeeded' : 'retry')
      }),
    )
  })

  test('a redirect is a failure of its own name, and retried', () => {
    for (const status of [300, 301, 302, 303, 304, 307, 308]) expect(answer(status)).toEqual({ kind: 'retry', code: 'redirect' })
  })

  test('410 is final, every other refusal is retried', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 999 }), (status) => {
        expect(answer(status)).toEqual(status === 410 ? { kind: 'final', code: 'gone' } : { kind: 'retry', code: 'status' })
      }),
    )
  })

  test('an attempt without an answer is retried, but for a refused address', () => {
    for (const code of ['timeout', 'dns', 'connect', 'reset', 'tls', 'protocol', 'headers-too-large'] as const)
      expect(classify({ outcome: { kind: 'error', code }, policy: { success: '2xx' } })).toEqual({ kind: 'retry', code })
    expect(classify({ outcome: { kind: 'error', code: 'blocked-address' }, policy: { success: '2xx' } })).toEqual({
      kind: 'final',
      code: 'blocked-address',
    })
  })

  test('every error says in a sentence what happened and in another what to do', () => {
    for (const { message, fix } of Object.values(deliveryErrors)) {
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(fix).toMatch(/^[A-Z].*\.$/)
    }
  })
})
