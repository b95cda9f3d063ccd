import { isEchoTopic, problemSchema, streamMessageSchema, type Topic, topicsSchema } from '@hookline/schema'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { ServiceError } from '../../service-error.ts'
import { openEventStream } from '../../stream/event-stream.ts'
import { zodProblem } from '../../zod-problem.ts'
import type { HttpEnv } from '../app-env.ts'
import { requireScope } from '../authenticate.ts'
import { createRoutes } from '../route.ts'

/** Streams of one process at one time; those that follow echo buckets alone need no key, so they cannot take all. */
const streamsMax = { all: 500, keyless: 200 }

/** The live stream (api.md). Echo topics need no key: whoever knows a bucket's secret may read it. */
export function streamRoutes(services: Services) {
  const app = createRoutes()
  const mayRead = requireScope(services, 'read')
  const open = { all: 0, keyless: 0 }
  documentStream(app)

  const authenticate: MiddlewareHandler<HttpEnv> = (c, next) => (isKeyless(readTopics(c.req.query('topics'))) ? next() : mayRead(c, next))

  return app.get('/v1/stream', authenticate, (c) => {
    const names = readTopics(c.req.query('topics'))
    const kind = isKeyless(names) ? 'keyless' : 'all'
    if (services.topics.isStopped) throw unavailable('Hookline is stopping. Try again soon.')
    if (open.all >= streamsMax.all || open[kind] >= streamsMax[kind])
      throw unavailable('Too many live streams are open. Close some, or ask again from time to time instead.')
    open.all++
    if (kind === 'keyless') open.keyless++
    const onEnd = () => {
      open.all--
      if (kind === 'keyless') open.keyless--
    }
    return c.body(openEventStream({ topics: services.topics, names, onEnd }), 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies such as nginx hold answers back otherwise.
      'x-accel-buffering': 'no',
    })
  })
}

function readTopics(text: string | undefined): Topic[] {
  const parsed = topicsSchema.safeParse(text ?? '')
  if (!parsed.success) throw zodProblem(parsed.error, 'query.topics')
  return parsed.data
}

function isKeyless(topics: readonly Topic[]): boolean {
  return topics.every(isEchoTopic)
}

function unavailable(detail: string): ServiceError {
  return new ServiceError(503, 'Not available', { detail, retryAfterSeconds: 5 })
}

function documentStream({ openAPIRegistry }: ReturnType<typeof createRoutes>): void {
  const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } })
  openAPIRegistry.registerPath({
    ...{ method: 'get', path: '/v1/stream', tags: ['Operations'], summary: 'Follow what changes, as server-sent events' },
    description:
      'A message says only that something of a topic has changed, at most once a second: read again what you show. ' +
      'Topics: deliveries, events, automations, webhooks, users, settings, endpoints, presence, and echo:<secret>, which alone needs no key.',
    security: [{ apiKey: [] }],
    request: { query: z.object({ topics: z.string().meta({ example: 'deliveries,events' }) }) },
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: streamMessageSchema } } },
      503: problem('Too many streams are open'),
    },
  })
}
