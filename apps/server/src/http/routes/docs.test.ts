import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

test('the OpenAPI document is whole: every reference in it leads to a schema', async () => {
  const { status, json, text } = await app.api('GET', '/openapi.json', undefined, { key: null })
  expect(status).toBe(200)
  expect(json.openapi).toBe('3.1.0')
  expect(json.paths['/v1/events'].post.summary).toBe('Send events')
  expect(json.webhooks.delivery.post.requestBody.content['application/json'].schema).toEqual({
    $ref: '#/components/schemas/DefaultPayload',
  })
  expect(json.components.securitySchemes.apiKey).toMatchObject({ type: 'http', scheme: 'bearer' })
  expect(text).not.toMatch(/"pattern":"[^"]*\/u"/)
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
  expect(references.length).toBeGreaterThan(10)
  for (const name of references) expect(Object.keys(json.components.schemas)).toContain(name)
})

test('the page of it runs scripts of our own alone', async () => {
  const page = await app.api('GET', '/docs', undefined, { key: null })
  expect(page.status).toBe(200)
  expect([...page.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
    '<script src="/docs/reference.js">',
    '<script src="/docs/start.js">',
  ])
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  for (const path of ['/docs/reference.js', '/docs/start.js']) {
    const script = await app.api('GET', path, undefined, { key: null })
    expect([path, script.status, script.headers.get('content-type')]).toEqual([path, 200, 'text/javascript; charset=utf-8'])
  }
})
