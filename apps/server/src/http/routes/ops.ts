import type { Services } from '../../context.ts'
import { readiness } from '../../ops/readiness.ts'
import { version } from '../../version.ts'
import { createRoutes } from '../route.ts'

/** For operators and their tools: no key is asked for, nothing of a user is told. */
export function opsRoutes(services: Services) {
  const app = createRoutes()
  const tags = ['Operations']
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/healthz',
    tags,
    summary: 'The process runs',
    responses: { 200: { description: 'It does' } },
  })
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/readyz',
    tags,
    summary: 'Database and workers are ready',
    responses: { 200: { description: 'Ready, with what this process does' }, 503: { description: 'Not ready, and why' } },
  })
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/metrics',
    tags,
    summary: 'Metrics for Prometheus',
    responses: { 200: { description: 'Text format' } },
  })
  return app
    .get('/healthz', (c) => c.json({ status: 'ok', version }))
    .get('/readyz', async (c) => {
      const state = await readiness(services)
      return c.json(state, state.ready ? 200 : 503)
    })
    .get('/metrics', async (c) => c.text(await services.metrics.text(), 200, { 'content-type': services.metrics.contentType }))
}
