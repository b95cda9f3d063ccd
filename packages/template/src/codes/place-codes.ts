import type { CodeEntry } from '@hookline/schema'

const apiKey = { name: 'X-Api-Key', value: 'a1b2c3d4e5f6', secret: false }

/** What cannot stand in a URL, a header or XML, and what does not fit together in one request. */
export const placeCodes = {
  'template.url-host': {
    severity: 'error',
    meaning: 'Whom the request goes to comes from data, and no origin is allowed for that.',
    good: { urls: ['https://example.com/{{event.level}}'] },
    bad: { urls: ['https://{{event.host}}/hook'] },
  },
  'template.url-dots': {
    severity: 'error',
    meaning: 'The path of a URL with tags climbs by . or ..',
    good: { urls: ['https://example.com/b/{{event.level}}'] },
    bad: { urls: ['https://example.com/a/../b/{{event.level}}'] },
  },
  'template.url-text': {
    severity: 'error',
    meaning: 'A URL has a line break or a control character.',
    good: { urls: ['https://example.com/hook'] },
    bad: { urls: ['https://example.com/\nhook'] },
  },
  'template.header-text': {
    severity: 'error',
    meaning: 'A header has something else than visible ASCII on one line.',
    good: { headers: [{ name: 'X-Brand', value: 'Cafe {{event.level}}', secret: false }] },
    bad: { headers: [{ name: 'X-Brand', value: 'Café {{event.level}}', secret: false }] },
  },
  'template.xml-place': {
    severity: 'error',
    meaning: 'A value stands where it could change the markup of XML.',
    good: { contentType: 'application/xml', body: '<level n="{{event.level}}">{{event.level_name}}</level>' },
    bad: { contentType: 'application/xml', body: '<{{event.level_name}}/>' },
  },
  'template.get-with-body': {
    severity: 'warning',
    meaning: 'GET and DELETE send no body, and there is one.',
    good: { method: 'POST', body: '{}' },
    bad: { method: 'GET', body: '{}' },
  },
  'request.content-type': {
    severity: 'error',
    meaning: 'The content type is none.',
    good: { contentType: 'application/json', body: '{}' },
    bad: { contentType: 'json', body: '{}' },
  },
  'request.default-payload-type': {
    severity: 'warning',
    meaning: 'The default payload is JSON, and the content type says something else.',
    good: { contentType: 'application/json' },
    bad: { contentType: 'text/plain' },
  },
  'request.body-type': {
    severity: 'warning',
    meaning: 'The body looks like something else than the content type says.',
    good: { contentType: 'application/json', body: '{"level":{{event.level}}}' },
    bad: { contentType: 'text/plain', body: '{"level":{{event.level}}}' },
  },
  'request.plain-secret': {
    severity: 'warning',
    meaning: 'A header carries what looks like a secret and is not marked as one.',
    good: { headers: [{ ...apiKey, secret: true }] },
    bad: { headers: [apiKey] },
  },
} as const satisfies Record<string, CodeEntry>
