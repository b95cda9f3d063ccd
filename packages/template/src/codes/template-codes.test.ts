import { type CodeExample, type RequestTemplate, requestTemplateSchema } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { compileTemplate, diagnoseRequest, exampleKnown, templateCodes } from '../index.ts'

function found(example: CodeExample) {
  const given = typeof example === 'string' ? { body: example } : example
  if ('graph' in given) throw new Error('a graph is no example of a template')
  const { shown: _, body = null, ...rest } = given
  if (body !== null && typeof body !== 'string') {
    const compiled = compileTemplate(body, 'json')
    return compiled.ok ? [] : compiled.diagnostics
  }
  const base = requestTemplateSchema.parse({ urls: ['https://example.com/'] })
  const request: RequestTemplate = { ...base, ...rest, body, urls: [...(rest.urls ?? base.urls)], headers: [...(rest.headers ?? [])] }
  return diagnoseRequest(request, exampleKnown)
}

describe.each(Object.entries(templateCodes))('%s', (code, { severity, meaning, good, bad }) => {
  it('is what its bad example is given, with the severity of the table', () => {
    expect(found(bad).filter((each) => each.code === code)).toContainEqual(expect.objectContaining({ code, severity }))
  })

  it('is not what its good example is given, which has no error at all', () => {
    expect(found(good).filter((each) => each.code === code || each.severity === 'error')).toEqual([])
  })

  it('is explained in a sentence', () => {
    expect(meaning).toMatch(/^[A-Z"@].+[a-z.]$/)
  })
})
