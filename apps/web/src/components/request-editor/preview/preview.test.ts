import type { RequestTemplate } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import type { RequestSample } from '../request-sample.ts'
import { bodyNotes } from './body-notes.ts'
import { hostileSample, hostileValues, hostileVerdict } from './hostile.ts'
import { previewOf } from './preview-of.ts'

const sample: RequestSample = {
  event: { level: 5, items: [{ n: 'a' }, { n: 'b' }] },
  trigger: { id: 'evt-1', type: 'level_completed', occurredAt: '2026-11-21T10:00:00Z' },
  user: { id: 'u-42' },
  state: { email: 'a@example.com' },
  campaign: { id: 'summer', name: 'Summer' },
  now: '2026-11-21T10:00:01Z',
}
const request: RequestTemplate = {
  method: 'POST',
  urls: ['https://example.com/{{user.id}}', 'https://example.org/'],
  contentType: 'application/json',
  headers: [{ name: 'Authorization', value: 'Bearer x', secret: true }],
  body: '{"level":{{event.level}},"name":"{{state.name}}","items":[{{#each event.items}}"{{this.n}}"{{#unless @last}},{{/unless}}{{/each}}]}',
}

describe('a preview', () => {
  it('is what is sent, without the values of secret headers', () => {
    expect(previewOf({ request, sample, urlIndex: 1 })).toEqual({
      request: {
        method: 'POST',
        url: 'https://example.org/',
        headers: [
          { name: 'content-type', value: 'application/json', secret: false },
          { name: 'Authorization', value: '', secret: true },
        ],
        body: '{"level":5,"name":"","items":["a","b"]}',
      },
      failures: [],
      errors: [],
      maskedSecrets: [],
    })
  })

  it('shows what can be made where another part cannot', () => {
    const { request: shown, failures } = previewOf({
      request: { ...request, headers: [{ name: 'X', value: '{{event.bad}}', secret: false }] },
      sample: { ...sample, event: { bad: 'a\nb' } },
      urlIndex: 0,
    })
    expect(failures).toMatchObject([{ part: 'headers' }])
    expect(shown).toMatchObject({ url: 'https://example.com/u-42', body: expect.stringContaining('"level":null') })
    const broken = previewOf({ request: { ...request, body: '{"a":' }, sample, urlIndex: 0 })
    expect(broken.errors).toMatchObject([{ path: 'body' }])
    expect(broken.request).toMatchObject({ url: 'https://example.com/u-42', body: null })
  })
})

describe('hostile values', () => {
  it.each([request.body, null])('leave a sound body valid JSON: %s', (body) => {
    const verdict = hostileVerdict({ ...request, body }, sample)
    expect(verdict?.isJson).toBe(true)
    expect(verdict?.results.filter(({ ok }) => !ok)).toEqual([])
    expect(verdict?.results).toHaveLength(hostileValues.length)
  })

  it('show why a body that cannot be proved breaks', () => {
    const verdict = hostileVerdict({ ...request, body: '[{{#each event.items}}{{this.n}}{{/each}}]' }, sample)
    expect(verdict?.results.some(({ ok }) => !ok)).toBe(true)
  })

  it('stand in every field, also in those that the sample lacks', () => {
    const hostile = hostileSample(sample, request, '"')
    expect(hostile.event).toEqual({ level: '"', items: [{ n: '"' }, { n: '"' }] })
    expect(hostile.state).toEqual({ email: '"', name: '"' })
  })

  it('say nothing of a request without a body', () => {
    expect(hostileVerdict({ ...request, method: 'GET' }, sample)).toBeNull()
  })
})

it('what the checker says of a member stands beside its line', () => {
  const template = '{"a":1,"b":{"a":"{{event.levle}}"}}'
  const start = template.indexOf('event')
  const notes = bodyNotes(template, '{"a":1,"b":{"a":""}}', [
    { severity: 'warning', code: 'c', message: 'm', fix: 'f', path: 'request.body', start, end: start + 5 },
  ])
  expect(notes).toEqual([{ line: 3, severity: 'warning', text: 'm; f' }])
})
