import type { SentCall, WebhookTest, WebhookTestInput } from '@hookline/schema'
import { classify } from '@hookline/webhook'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { loadTrial } from '../events/trial.ts'
import { publicId } from '../ids.ts'
import { placeKey, withSecretHeaders } from '../live/open-secrets.ts'
import { fieldErrorsOf } from '../requests/field-errors.ts'
import { sendOnce } from '../requests/send-once.ts'
import { openSecretsOf } from '../secrets/open-of-source.ts'
import { invalidField, invalidFields } from '../service-error.ts'
import { findWebhook } from './find.ts'
import { sampleEvents } from './samples.ts'
import { testHints } from './test-hints.ts'

/**
 * Calls, once and for real, what a webhook calls for the sample of an event type, whether it is active or not. Its
 * condition is not asked. Nothing of it is kept but who did it.
 */
export async function testWebhook({ ctx, input }: { ctx: Ctx; input: WebhookTestInput & { id: string } }): Promise<WebhookTest> {
  const { db } = ctx.services.database
  const { row } = await findWebhook(db, ctx, input)
  const [event] = await sampleEvents(ctx, row, { types: [input.eventType], userId: input.userId })
  if (!event) throw new Error('a type has a sample event')
  const { headers, signing } = await openSecretsOf(ctx, row.id)
  const place = placeKey(row.id, null)
  const trial = await loadTrial({ ctx, input: { event } })
  const { calls, diagnostics } = await sendOnce(ctx, {
    request: withSecretHeaders(row.request, headers.get(place)),
    keys: signing.get(place) ?? [],
    trial,
    timeoutMs: row.policy.timeoutMs,
  })
  const [first] = calls
  if (!first) throw notSendable(diagnostics)
  const isAccepted = ({ response }: SentCall) =>
    response !== null && classify({ outcome: { kind: 'answer', status: response.status }, policy: row.policy }).kind === 'succeeded'
  const statuses = calls.map(({ response, error }) => response?.status ?? error?.code ?? null)
  const detail = { name: row.name, eventType: input.eventType, statuses }
  await recordAudit(db, ctx, { action: 'webhook.test', targetKind: 'webhook', targetId: publicId('whk', row.id), detail })
  const group = ctx.services.live.current().groups.get(input.eventType) ?? null
  const hints = testHints({ row, calls, scope: trial.scope, group })
  return { ...first, delivered: calls.every(isAccepted), calls, diagnostics, hints }
}

function notSendable(diagnostics: WebhookTest['diagnostics']) {
  const errors = fieldErrorsOf(diagnostics, ({ path }) => path ?? 'request')
  return errors.length > 0 ? invalidFields(errors, diagnostics) : invalidField('request.urls', 'webhook.no-url', 'has no URL to call')
}
