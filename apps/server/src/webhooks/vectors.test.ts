import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useHookline } from '../testing/use.ts'

// Every input that a webhook can be given out of vectors/: each refused one by one code that says what is wrong.

interface Vector {
  class: string
  where: string
  value: unknown
}

const read = (name: string): Vector[] => JSON.parse(readFileSync(new URL(`../../../../vectors/${name}.json`, import.meta.url), 'utf8'))
const refused = read('refused-inputs')
const accepted = read('accepted-inputs')

const app = await useHookline({ env: { HOOKLINE_ALLOW_HOSTS: '' } })

const url = 'https://example.com/hook'

const generated: Record<string, string> = {
  "'{{~'.repeat(10000)+' '.repeat(100000)": '{{~'.repeat(10_000) + ' '.repeat(100_000),
  "'{{'+'a.'.repeat(20000)+'a}}'": `{{${'a.'.repeat(20_000)}a}}`,
  "'x'.repeat(262145)": 'x'.repeat(262_145),
  "'{{event.x}}'.repeat(20000)": '{{event.x}}'.repeat(20_000),
}

const headers = (value: unknown) =>
  isGen(value) ? Array.from({ length: 65 }, (_, index) => ({ name: `x-${index}`, value: 'x' })) : [value]

const policies: Record<string, object> = {
  'timeout "15"': { timeoutMs: '15' },
  'rateLimit -1': { ratePerSecond: -1 },
  'maxAttempts 1.5': { retry: { maxAttempts: 1.5 } },
  'maxAttempts 0': { retry: { maxAttempts: 0 } },
  // JSON has no NaN: a client's JSON.stringify makes null of it.
  '[NaN]': { retry: { delaysSeconds: [null] } },
}

function policy(value: string): object {
  return policies[value] ?? { retry: { delaysSeconds: JSON.parse(value) } }
}

function isGen(value: unknown): value is { gen: string } {
  return typeof value === 'object' && value !== null && 'gen' in value
}

/** What a webhook looks like that has the vector's value in its place. */
function bodyOf({ where, value }: Vector): object {
  switch (where) {
    case 'webhook.url':
      return { request: { urls: [value] } }
    case 'webhook.headers':
      return { request: { urls: [url], headers: headers(value) } }
    case 'webhook.method':
      return { request: { urls: [url], method: value } }
    case 'template.body':
      return { request: { urls: [url], body: isGen(value) ? generated[value.gen] : value } }
    case 'endpoint.secret':
      return { request: { urls: [url] }, secret: value }
    case 'retry.config':
      return { request: { urls: [url] }, policy: policy(String(value)) }
    default:
      throw new Error(`there is no place for ${where}`)
  }
}

const post = (given: object) => app.api('POST', '/v1/webhooks', { name: 'A vector', eventTypes: ['*'], ...given })

/** The codes that may name the cause of a class. */
const codes: Record<string, RegExp> = {
  'url-scheme': /^url\.scheme$/,
  'url-parse': /^(url\.invalid|template\.url-host)$/,
  'url-ambiguous': /^(url\.(ambiguous|userinfo)|template\.url-text)$/,
  'url-userinfo': /^url\.userinfo$/,
  'url-port': /^url\.port$/,
  'ssrf-ipv4-literal': /^url\.private-address$/,
  'ssrf-ipv4-obfuscated': /^url\.(private-address|ambiguous)$/,
  'ssrf-ipv6': /^url\.private-address$/,
  'ssrf-hostname': /^url\.private-address$/,
  'header-name': /^(header\.(name|count)|field\.too-long)$/,
  'header-value': /^(header\.(value|no-value)|template\.(header-text|syntax)|field\.type)$/,
  'header-forbidden': /^header\.forbidden$/,
  method: /^field\.value$/,
  'template-syntax': /^template\./,
  'template-proto': /^template\./,
  'template-feature': /^template\./,
  'template-type': /^field\.type$/,
  'template-dos': /^template\./,
  'json-template': /^template\./,
  secret: /^secret\./,
  'retry-config': /^field\./,
}

// One body renders too much only with data that is too large: rendering stops there, which the template's tests show.
const isRefusedAtSave = ({ value }: Vector) => !isGen(value) || value.gen in generated || value.gen === '65 headers'

describe.each(Object.keys(codes))('%s', (name) => {
  const vectors = refused.filter((vector) => vector.class === name && isRefusedAtSave(vector))
  test.each(vectors.map((vector) => [JSON.stringify(vector.value).slice(0, 100), vector] as const))(
    'a webhook with %s is refused with one code and its place',
    async (_title, vector) => {
      const answer = await post(bodyOf(vector))
      expect(answer.status).toBe(422)
      const errors: { path: string; code: string; message: string }[] = answer.json.errors
      // One body breaks two rules, and each is named; otherwise there is one cause, and one code.
      const causes = vector.value === '{{#*inline "a"}}x{{/inline}}{{> a}}' ? 2 : 1
      expect(new Set(errors.map(({ code }) => code)).size).toBe(causes)
      for (const { path, code, message } of errors) {
        expect(code).toMatch(codes[name] ?? /^$/)
        expect([path, message]).not.toContain('')
      }
    },
  )
})

test.each(accepted.filter(({ where }) => where === 'webhook.url' || where === 'template.body' || where === 'endpoint.secret'))(
  'a webhook with the $where $value is taken',
  async (vector) => {
    // One of the bodies is a list without its brackets, so it is sent as text.
    const isJson = typeof vector.value === 'string' && vector.value.startsWith('{"')
    const given = bodyOf(vector)
    const request =
      'request' in given ? { request: { contentType: isJson ? 'application/json' : 'text/plain', ...Object(given.request) } } : {}
    const answer = await post({ ...given, ...request })
    expect([answer.status, answer.json.errors]).toEqual([201, undefined])
  },
)

test.each(accepted.filter(({ where }) => where === 'webhook.headers'))('a webhook with the header $value is taken', async ({ value }) => {
  const [name, ...rest] = String(value).split(': ')
  const answer = await post({ request: { urls: [url], headers: [{ name, value: rest.join(': ') }] } })
  expect([answer.status, answer.json.errors]).toEqual([201, undefined])
})
