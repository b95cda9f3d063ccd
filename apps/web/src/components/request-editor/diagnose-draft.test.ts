import type { Diagnostic, RequestTemplate } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { diagnoseDraft, mergeDiagnostics, textAt, withEdit } from './diagnose-draft.ts'

const catalog = {
  eventTypes: { level_completed: { schema: { type: 'object', properties: { level: { type: 'integer' } } } } },
  state: { properties: { brand: { type: 'string' } } },
}
const request: RequestTemplate = {
  method: 'POST',
  urls: ['https://example.com/{{user.id}}'],
  contentType: 'application/json',
  headers: [{ name: 'X-Brand', value: '{{state.brnad}}', secret: false }],
  body: '{"level": "{{event.level}}"}',
}
const diagnose = (changes: Partial<RequestTemplate> = {}) =>
  diagnoseDraft({ request: { ...request, ...changes }, catalog, eventType: 'level_completed' })

describe('the page itself', () => {
  it('names unknown fields and quoted numbers with their remedy', () => {
    expect(diagnose().map(({ code, path, edit }) => [code, path, edit?.text])).toEqual([
      ['template.unknown-field', 'request.headers.0.value', 'brand'],
      ['template.number-in-quotes', 'request.body', '{{event.level}}'],
    ])
  })

  it('judges addresses, but not which private ones are allowed', () => {
    expect(
      diagnose({
        headers: [],
        body: null,
        urls: ['http://127.0.0.1:4000/x', 'ftp://x.example', 'http://example.com/', 'http://example.com/'],
      }).map(({ code }) => code),
    ).toEqual(['url.scheme', 'url.not-https', 'url.repeated'])
  })

  it('a remedy is carried out in the text that it is about', () => {
    for (const diagnostic of diagnose()) {
      const mended = withEdit(request, diagnostic)
      expect(diagnoseDraft({ request: mended, catalog, eventType: 'level_completed' }).map(({ code }) => code)).not.toContain(
        diagnostic.code,
      )
    }
    const [insecure] = diagnose({ headers: [], body: null, urls: ['http://example.com/a'] })
    expect(insecure && withEdit({ ...request, urls: ['http://example.com/a'] }, insecure).urls).toEqual(['https://example.com/a'])
  })
})

describe('together with what the server said', () => {
  const served: Diagnostic[] = [
    { severity: 'warning', code: 'template.unknown-field', message: 'old', path: 'request.headers.0.value' },
    { severity: 'error', code: 'url.private-address', message: 'private', path: 'request.urls.0' },
    { severity: 'error', code: 'webhook.no-secret', message: 'no secret', path: 'secret' },
  ]

  it('nothing stands twice', () => {
    const merged = mergeDiagnostics(diagnose(), { diagnostics: [...served, ...served], request }, request)
    expect(merged.map(({ code }) => code)).toEqual([
      'template.unknown-field',
      'template.number-in-quotes',
      'url.private-address',
      'webhook.no-secret',
    ])
  })

  it('what it said of a text is forgotten when the text changes', () => {
    const now = { ...request, urls: ['https://example.org/'] }
    expect(mergeDiagnostics([], { diagnostics: served, request }, now).map(({ code }) => code)).toEqual(['webhook.no-secret'])
  })
})

it('a path names its text', () => {
  expect(
    ['request.urls.0', 'request.headers.0.name', 'request.headers.0.value', 'request.body', 'request.contentType'].map((path) =>
      textAt(request, path),
    ),
  ).toEqual(['https://example.com/{{user.id}}', 'X-Brand', '{{state.brnad}}', '{"level": "{{event.level}}"}', 'application/json'])
})
