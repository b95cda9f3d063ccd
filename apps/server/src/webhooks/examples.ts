import { type WebhookExamples, webhookExamplesMax } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { placeKey, withSecretHeaders } from '../live/open-secrets.ts'
import { openSecretsOf } from '../secrets/open-of-source.ts'
import { previewTemplate } from '../templates/preview.ts'
import { findWebhook } from './find.ts'
import { sampleEvents, typesOf } from './samples.ts'

const userId = 'user-1'

/** What a webhook would send for the sample of each of its event types; sends nothing. */
export async function listWebhookExamples({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<WebhookExamples> {
  const { row } = await findWebhook(ctx.services.database.db, ctx, input)
  const { headers } = await openSecretsOf(ctx, row.id)
  const request = withSecretHeaders(row.request, headers.get(placeKey(row.id, null)))
  const events = await sampleEvents(ctx, row, { types: await typesOf(ctx, row, webhookExamplesMax), userId })
  const items: WebhookExamples['items'] = []
  for (const event of events) {
    items.push({ eventType: event.type, ...(await previewTemplate({ ctx, input: { request, event } })) })
  }
  return { items }
}
