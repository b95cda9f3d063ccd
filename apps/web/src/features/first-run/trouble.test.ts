import { expect, test } from 'vitest'
import { ApiError } from '../../lib/api.ts'
import { errorLines } from '../../lib/error-lines.ts'
import { troubleOf } from './trouble.ts'

const problem = { title: 'Invalid request', status: 422, detail: 'request.urls.0: …' }

test('a refused address comes with its remedy, once', () => {
  const message = '"10.0.0.1" is inside a private network, or reserved, and may not be called.'
  const fix = 'If this private one is meant, the operator adds its host to HOOKLINE_ALLOW_HOSTS.'
  const error = new ApiError({
    ...problem,
    errors: [{ path: 'nodes.webhook.request.urls.0', message: `${message} ${fix}`, code: 'url.private-address' }],
    diagnostics: [{ severity: 'error', code: 'url.private-address', message, fix }],
  })
  expect(troubleOf('publish', error)).toEqual({ title: 'It is saved, but could not be published', lines: [`${message} ${fix}`] })
})

test('a field that is wrong is named', () => {
  const error = new ApiError({ ...problem, errors: [{ path: 'userId', message: 'must not be empty', code: 'field.invalid' }] })
  expect(errorLines(error)).toEqual(['userId must not be empty'])
})

test('who may not do it is told who may', () => {
  expect(errorLines(new ApiError({ title: 'Forbidden', status: 403, detail: 'This needs the scope manage.' })).at(-1)).toMatch(/admin/)
})
