import type { OpenAPIHono } from '@hono/zod-openapi'
import { defaultPayloadSchema } from '@hookline/schema'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { sessionCookieName } from '../members/auth.ts'
import { version } from '../version.ts'
import { apiGuide } from './api-guide.ts'
import type { HttpEnv } from './app-env.ts'

const info = {
  openapi: '3.1.0',
  info: { title: 'Hookline', version, description: apiGuide, license: { name: 'MIT', identifier: 'MIT' } },
}

const outgoingHeaders = z.object({
  'webhook-id': z.string().describe('The message id: the same for every retry, every URL, and a resend of the stored bytes'),
  'webhook-timestamp': z.string().describe('Seconds since 1970, of this attempt'),
  'webhook-signature': z
    .string()
    .optional()
    .describe('Standard Webhooks signatures `v1,…`, one per secret, separated by a space; absent without a secret'),
  'user-agent': z.string().describe('Hookline/<version>'),
  traceparent: z.string().optional().describe('W3C Trace Context: the trace that the event was sent in, with a parent id of this attempt'),
  tracestate: z.string().optional().describe('As the event was sent with'),
})

/** Describes what all routes have in common, and the calls that leave. */
export function describeApi(app: OpenAPIHono<HttpEnv>, config: Pick<Config, 'publicUrl'>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `ingest` posts events, `read` reads, `manage` does everything.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(config),
    description:
      "A member's session, as the page has it. A call that changes something must say in Origin or Sec-Fetch-Site that it comes from this address. A key that is sent too comes first.",
  })
  app.openAPIRegistry.registerWebhook({
    method: 'post',
    path: 'delivery',
    tags: ['Calls to your URLs'],
    summary: 'A delivery to your URL',
    description:
      'Sent for each webhook and WebHook block that an event sets off. Without a body template it carries this payload. Answer 2xx to accept it; anything else, a redirect included, is tried again by the retry policy.',
    request: { headers: outgoingHeaders, body: { required: true, content: { 'application/json': { schema: defaultPayloadSchema } } } },
    responses: { '2XX': { description: 'Accepted' }, 410: { description: 'Never again: the delivery ends here' } },
  })
}

/** The OpenAPI 3.1 document of all routes, as they are reached at `origin`. */
export function openApiDocument(app: OpenAPIHono<HttpEnv>, origin: string): unknown {
  return withPlainPatterns(app.getOpenAPI31Document({ ...info, servers: [{ url: origin }] }))
}

/** The generator writes the flags of a regular expression into its pattern, where JSON Schema has none. */
function withPlainPatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlainPatterns)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'pattern' && typeof inner === 'string' ? inner.replace(/\/[a-z]*$/, '') : withPlainPatterns(inner),
    ]),
  )
}
