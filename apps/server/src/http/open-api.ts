import { version } from '../version.ts'

/** What the OpenAPI document says beside its paths. */
export const openApiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Hookline',
    version,
    description: 'Events in, signed and retried webhooks out. Times are ISO 8601 UTC; errors are application/problem+json (RFC 9457).',
    license: { name: 'MIT', identifier: 'MIT' },
  },
}
