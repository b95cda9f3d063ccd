import { OpenAPIHono } from '@hono/zod-openapi'
import { webDir } from '../app-root.ts'
import type { Services } from '../context.ts'
import type { HttpEnv } from './app-env.ts'
import { createNotFound } from './not-found.ts'
import { describeApi } from './open-api.ts'
import { createErrorHandler } from './problem.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { auditRoutes } from './routes/audit.ts'
import { automationActionRoutes } from './routes/automation-actions.ts'
import { automationRecallRoutes } from './routes/automation-recall.ts'
import { automationVersionRoutes } from './routes/automation-versions.ts'
import { automationRoutes } from './routes/automations.ts'
import { campaignRoutes } from './routes/campaigns.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { deliveryActionRoutes } from './routes/delivery-actions.ts'
import { deliveryExportRoutes } from './routes/delivery-export.ts'
import { docsRoutes } from './routes/docs.ts'
import { echoRoutes } from './routes/echo.ts'
import { echoBucketRoutes } from './routes/echo-buckets.ts'
import { endpointRoutes } from './routes/endpoints.ts'
import { eventTypeRoutes } from './routes/event-types.ts'
import { eventRoutes } from './routes/events.ts'
import { facetRoutes } from './routes/facets.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { jobRoutes } from './routes/jobs.ts'
import { memberRoutes } from './routes/members.ts'
import { opsRoutes } from './routes/ops.ts'
import { pageRoutes } from './routes/page.ts'
import { presenceRoutes } from './routes/presence.ts'
import { secretRoutes } from './routes/secrets.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingsRoutes } from './routes/settings.ts'
import { statsRoutes } from './routes/stats.ts'
import { streamRoutes } from './routes/stream.ts'
import { templateRoutes } from './routes/templates.ts'
import { userRoutes } from './routes/users.ts'
import { webhookActionRoutes } from './routes/webhook-actions.ts'
import { webhookTrialRoutes } from './routes/webhook-trials.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { securityHeaders } from './security-headers.ts'

/** All routes of the public contract (api.md). */
export function createApp(services: Services) {
  const app = new OpenAPIHono<HttpEnv>()
  describeApi(app, services.config)
  app.onError(createErrorHandler(services.log))
  app.use(securityHeaders)
  app
    .route('/', ingestRoutes(services))
    .route('/', campaignRoutes(services))
    .route('/', statsRoutes(services))
    .route('/', automationRoutes(services))
    .route('/', automationActionRoutes(services))
    .route('/', automationRecallRoutes(services))
    .route('/', automationVersionRoutes(services))
    .route('/', presenceRoutes(services))
    .route('/', webhookRoutes(services))
    .route('/', webhookTrialRoutes(services))
    .route('/', webhookActionRoutes(services))
    .route('/', eventTypeRoutes(services))
    .route('/', catalogRoutes(services))
    .route('/', userRoutes(services))
    .route('/', settingsRoutes(services))
    .route('/', apiKeyRoutes(services))
    .route('/', secretRoutes(services))
    .route('/', memberRoutes(services))
    .route('/', sessionRoutes(services))
    .route('/', auditRoutes(services))
    .route('/', echoRoutes(services))
    .route('/', echoBucketRoutes(services))
    .route('/', templateRoutes(services))
    .route('/', eventRoutes(services))
    .route('/', facetRoutes(services))
    .route('/', deliveryExportRoutes(services))
    .route('/', deliveryRoutes(services))
    .route('/', deliveryActionRoutes(services))
    .route('/', endpointRoutes(services))
    .route('/', jobRoutes(services))
    .route('/', streamRoutes(services))
    .route('/', opsRoutes(services))
    .route('/', docsRoutes(app))
    .route('/', pageRoutes(webDir))
  app.notFound(createNotFound(app))
  return app
}
