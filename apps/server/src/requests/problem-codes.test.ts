import { type CodeExample, requestTemplateSchema } from '@hookline/schema'
import { allowNothing, problemCodes } from '@hookline/webhook'
import { describe, expect, it } from 'vitest'
import { createCheckRequest } from './check-request.ts'

const checkRequest = createCheckRequest({
  catalog: { eventTypes: {} },
  config: { allow: allowNothing, publicUrl: new URL('https://hookline.example.com'), port: 3000 },
})

function found(example: CodeExample) {
  if (typeof example === 'string' || 'graph' in example) throw new Error('an address or a header is wanted')
  const { shown: _, ...given } = example
  const base = requestTemplateSchema.parse({ urls: ['https://example.com/hook'] })
  const request = { ...base, ...given, body: null, urls: [...(given.urls ?? base.urls)], headers: [...(given.headers ?? [])] }
  return checkRequest(request, { eventType: 'level_completed' })
}

describe.each(Object.entries(problemCodes))('%s', (code, { severity, good, bad }) => {
  it('is what its bad example is given, and not its good one', () => {
    expect(found(bad)).toContainEqual(expect.objectContaining({ code, severity }))
    expect(found(good)).toEqual([])
  })
})
