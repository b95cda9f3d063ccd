import { type JsonObject, type JsonValue, type RequestTemplate, requestTemplateSchema } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledRequest, compileRequest, diagnoseRequest, renderRequest, renderUrl } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

function request(part: Partial<RequestTemplate>): RequestTemplate {
  return { ...requestTemplateSchema.parse({ urls: ['https://example.com/'] }), ...part }
}

function compiled(part: Partial<RequestTemplate>): CompiledRequest {
  const result = compileRequest(request(part))
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.request
}

const input = { scope: sampleScope({ level: 5 }, { email: 'a@b.example', wallet: null }), messageId: 'msg_1', scopeName: 'user_activity' }

const pieces = [
  'x',
  '{{event.a}}',
  '{{user.id}}',
  '{{default event.a "n"}}',
  '{{#if event.a}}y{{/if}}',
  '{{#each event.list}}{{this}}{{/each}}',
]
const ofState = [
  '{{state.a}}',
  '{{#if (eq event.a state.a)}}s{{/if}}',
  '{{#each event.list}}{{state.a}}{{/each}}',
  '{{#with state}}{{this.a}}{{/with}}',
]
const someTexts = fc
  .array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.constantFrom(...ofState) }), {
    maxLength: 3,
  })
  .map((texts) => texts.join('-'))
const someValue = fc.constantFrom<JsonValue>('a', 'b', 1, null, true)
const someData = fc.record({ a: someValue, list: fc.array(someValue, { maxLength: 2 }) }, { requiredKeys: [] })

describe('a rendered request', () => {
  it('has every text rendered for its place, and secrets marked', () => {
    const headers = [
      { name: 'X-User', value: '{{user.id}}', secret: false },
      { name: 'Authorization', value: 'Bearer t', secret: true },
    ]
    const urls = ['https://example.com/a', 'https://example.com/b?u={{user.id}}']
    expect(renderRequest(compiled({ urls, headers, body: '{"level":{{event.level}}}' }), input, 1)).toEqual({
      ok: true,
      request: {
        method: 'POST',
        url: 'https://example.com/b?u=u-42',
        headers: [
          { name: 'content-type', value: 'application/json', secret: false },
          { name: 'X-User', value: 'u-42', secret: false },
          { name: 'Authorization', value: 'Bearer t', secret: true },
        ],
        body: '{"level":5}',
      },
    })
  })

  it('sends the default payload where there is no body template', () => {
    const rendered = renderRequest(compiled({}), input, 0)
    expect(rendered.ok && JSON.parse(rendered.request.body ?? '')).toEqual({
      id: 'msg_1',
      scope: 'user_activity',
      type: 'level_completed',
      timestamp: '2026-11-21T10:00:00.000Z',
      user: 'u-42',
      email: 'a@b.example',
      campaign: { id: 'summer', name: 'Summer' },
      event: { id: 'evt-1', type: 'level_completed', occurredAt: '2026-11-21T10:00:00.000Z', data: { level: 5 } },
    })
  })

  it('an event without a campaign has null there', () => {
    const rendered = renderRequest(compiled({}), { ...input, scope: { ...input.scope, campaign: null } }, 0)
    expect(rendered.ok && JSON.parse(rendered.request.body ?? '').campaign).toBe(null)
  })

  it.each(['GET', 'DELETE'] as const)('%s sends no body and no content type', (method) => {
    for (const body of [null, '{"a":1}']) {
      const rendered = renderRequest(compiled({ method, body }), input, 0)
      expect(rendered).toMatchObject({ ok: true, request: { method, headers: [], body: null } })
    }
  })

  it('a content type among the headers is the only one', () => {
    const rendered = renderRequest(
      compiled({ headers: [{ name: 'Content-Type', value: 'application/json; v=2', secret: false }] }),
      input,
      0,
    )
    expect(rendered.ok && rendered.request.headers).toEqual([{ name: 'Content-Type', value: 'application/json; v=2', secret: false }])
  })

  it('says which header cannot be sent', () => {
    const rendered = renderRequest(
      compiled({ headers: [{ name: 'X-A', value: '{{event.x}}', secret: false }] }),
      { ...input, scope: sampleScope({ x: 'a\nb' }) },
      0,
    )
    expect(rendered).toMatchObject({ ok: false, code: 'invalid-header' })
    expect(!rendered.ok && rendered.message).toContain('X-A')
  })

  it('a default payload beyond one MiB of UTF-8 is not sent', () => {
    const wide = { ...input, scope: sampleScope({ s: 'é'.repeat(600_000) }) }
    expect(renderRequest(compiled({}), wide, 0)).toMatchObject({ ok: false, code: 'render-limit' })
  })

  it('a URL that is not there is no request', () => {
    expect(renderRequest(compiled({}), input, 5)).toMatchObject({ ok: false, code: 'invalid-url' })
    expect(renderUrl(compiled({}), input, 0)).toEqual({ ok: true, text: 'https://example.com/' })
  })
})

describe('a compiled request', () => {
  it('tells whether headers or body change from one delivery to the next', () => {
    expect(compiled({ body: '{"d":"{{delivery.id}}"}' }).usesDelivery).toBe(true)
    expect(compiled({ headers: [{ name: 'X-D', value: '{{delivery.id}}', secret: false }] }).usesDelivery).toBe(true)
    expect(compiled({ body: '{"d":"{{#if (eq delivery.id 1)}}a{{/if}}"}' }).usesDelivery).toBe(true)
    expect(compiled({ urls: ['https://example.com/{{delivery.id}}'], body: '{"d":{{event.delivery}}}' }).usesDelivery).toBe(false)
  })

  it('tells whether any of it reads the state, the default payload among it', () => {
    const of = (part: Partial<RequestTemplate>) => compiled({ body: '{}', ...part }).usesState
    expect([
      of({ body: null }),
      of({ urls: ['https://example.com/{{state.a}}'] }),
      of({ body: '{"a":"{{default event.a state.a}}"}' }),
    ]).toEqual([...[true, true, true]])
    expect(of({ headers: [{ name: 'X-A', value: '{{#if state.a}}a{{/if}}', secret: true }] })).toBe(true)
    expect([of({}), of({ body: null, method: 'GET' }), of({ body: '{{state.a}}', method: 'GET' })]).toEqual([false, false, false])
    expect(of({ body: '{"a":"{{event.state.a}} state.a"}' })).toBe(false)
  })

  it('that does not read the state is rendered the same, whatever the state is', () => {
    let judged = 0
    fc.assert(
      fc.property(someTexts, someTexts, fc.option(someTexts), someData, someData, someData, (path, header, text, event, one, other) => {
        const headers = [{ name: 'X-A', value: header, secret: false }]
        const body = text === null ? null : `{"text":"${text}"}`
        const request = compiled({ urls: [`https://example.com/${path}`], headers, body })
        if (request.usesState) return
        judged++
        const under = (state: JsonObject) => renderRequest(request, { ...input, scope: sampleScope(event, state) }, 0)
        expect(under(one)).toEqual(under(other))
      }),
      { numRuns: 1000 },
    )
    expect(judged).toBeGreaterThan(100)
  })

  it('has all the errors of all its texts, each with its path', () => {
    const result = compileRequest(
      request({
        urls: ['https://example.com/', '{{event.url}}'],
        headers: [{ name: 'X-A', value: '{{nope}}', secret: false }],
        contentType: 'json',
        body: '{{> x}}',
      }),
    )
    expect(!result.ok && result.diagnostics.map(({ path, code }) => [path, code])).toEqual([
      ['contentType', 'request.content-type'],
      ['urls.1', 'template.url-host'],
      ['headers.0.value', 'template.foreign-root'],
      ['body', 'template.partial'],
    ])
  })

  it.each(['application/json', 'text/plain; charset=utf-8', 'application/vnd.api+json; a="b c"'])('%s is a content type', (contentType) => {
    expect(compileRequest(request({ contentType, body: '1' })).ok).toBe(true)
  })

  it.each(['', 'json', 'text/', 'text/plain\r\nx: 1', 'text/plain; a', 'text/{{event.x}}'])('%j is none', (contentType) => {
    expect(compileRequest(request({ contentType })).ok).toBe(false)
  })
})

describe('the diagnostics of a request', () => {
  it('name the field below the given path', () => {
    const found = diagnoseRequest(
      request({
        method: 'GET',
        urls: ['https://example.com/', 'x{{event.a}}'],
        headers: [{ name: 'X-A', value: 'é', secret: false }],
        body: '{',
      }),
      { basePath: 'request' },
    )
    expect(found.map(({ path, code, severity }) => [path, code, severity])).toEqual([
      ['request.urls.1', 'template.url-host', 'error'],
      ['request.headers.0.value', 'template.header-text', 'error'],
      ['request.body', 'template.get-with-body', 'warning'],
      ['request.body', 'template.unclosed', 'error'],
    ])
  })

  it('an error there is exactly an error of compiling', () => {
    for (const body of ['{', '{"a":{{event.x}}}', '{{event.x', '[{{#each event.x}}{{this}}{{/each}}]', '{"a":{{event.x}},}', null]) {
      const found = diagnoseRequest(request({ body }))
      expect(compileRequest(request({ body })).ok).toBe(!found.some(({ severity }) => severity === 'error'))
    }
  })

  it('the default payload is JSON, whatever the content type says', () => {
    expect(diagnoseRequest(request({ contentType: 'text/plain' }))).toMatchObject([{ severity: 'warning', path: 'contentType' }])
  })
})
