import { expect, test } from 'vitest'
import { callHints, type EndedCall, statusCause } from './call-hints.ts'
import { deliveryErrors } from './delivery-errors.ts'

const call = (more: Partial<EndedCall>): EndedCall => ({
  ...{ status: null, error: null, durationMs: 20, policy: { success: '2xx', timeoutMs: 15_000 }, hasAuthorization: false },
  ...more,
})
const hint = (more: Partial<EndedCall>) => callHints(call(more))[0]

test('nothing is said of a call that was accepted in good time', () => {
  expect(callHints(call({ status: 200 }))).toEqual([])
  expect(callHints(call({ status: 204, durationMs: null }))).toEqual([])
})

test.each([400, 401, 403, 404, 405, 413, 415, 418, 422, 429, 500, 503])('%i is named, with the remedy', (status) => {
  const found = hint({ status, error: 'status' })
  expect(found).toMatchObject({ severity: 'error', code: `status-${status}`, message: expect.stringContaining(String(status)) })
  expect(found?.fix).toMatch(/\.$/)
})

test('an Authorization header that is missing or wrong is named as what it is', () => {
  expect(hint({ status: 401 })?.message).toContain('Authorization header is missing')
  expect(hint({ status: 403, hasAuthorization: true })?.message).toContain('Authorization header is wrong')
  expect(statusCause(401)?.message).toContain('an Authorization header is missing or wrong')
})

test('every way to fail has its own words, and the exact reason behind them', () => {
  for (const code of Object.keys(deliveryErrors)) {
    const found = hint({ error: code, errorMessage: 'getaddrinfo ENOTFOUND nowhere.example' })
    expect(found).toMatchObject({ severity: 'error', code, message: expect.stringContaining('ENOTFOUND nowhere.example') })
  }
  expect(hint({ error: 'toString' })?.message).toContain('"toString"')
})

test('a redirect, a farewell, and a success that is none here are told apart', () => {
  expect(hint({ status: 302 })?.message).toContain('redirects are never followed')
  expect(hint({ status: 410 })?.fix).toContain('new URL')
  expect(hint({ status: 201, policy: { success: '200', timeoutMs: 15_000 } })?.message).toContain('exactly 200')
})

test('slow is what takes two seconds, or half of what is allowed', () => {
  expect(hint({ status: 200, durationMs: 2500 })).toMatchObject({ severity: 'warning', code: 'slow' })
  expect(hint({ status: 200, durationMs: 2500 })?.message).toContain('2.5 s of the 15 s allowed')
  expect(callHints(call({ status: 200, durationMs: 1900 }))).toEqual([])
  expect(hint({ status: 200, durationMs: 600, policy: { success: '2xx', timeoutMs: 1000 } })?.code).toBe('slow')
})
