import { explainCondition } from '@hookline/engine'
import { type Diagnostic, type RequestTemplate, type SentCall, type TemplateScope, takesEventType } from '@hookline/schema'
import { callHints } from '@hookline/webhook'
import type { WebhookRow } from './row.ts'

export interface TestedCalls {
  row: WebhookRow
  calls: readonly SentCall[]
  /** What the condition sees of the sample. */
  scope: TemplateScope
  /** The group of the tested event type. */
  group: string | null
}

/** What a person should know after a test: of each call, and of why an event of this kind may send nothing. */
export function testHints({ row, calls, scope, group }: TestedCalls): Diagnostic[] {
  const ofCalls = calls.flatMap((call, index) => hintsOf(call, row).map((hint) => ({ ...hint, path: `calls.${index}` })))
  return [...ofCalls, ...ofWebhook(row, { scope, group })]
}

function hintsOf({ response, error }: SentCall, { policy, request }: WebhookRow) {
  return callHints({
    status: response?.status ?? null,
    error: error?.code ?? null,
    errorMessage: error?.message,
    durationMs: response?.durationMs ?? null,
    policy,
    hasAuthorization: hasAuthorization(request),
  })
}

function hasAuthorization({ headers }: RequestTemplate): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'authorization')
}

function ofWebhook(row: WebhookRow, { scope, group }: Pick<TestedCalls, 'scope' | 'group'>): Diagnostic[] {
  const hints: Diagnostic[] = []
  const { type } = scope.trigger
  if (row.status === 'inactive') {
    const message = 'The test was sent, but the webhook is inactive: no event is sent on.'
    hints.push({ severity: 'warning', code: 'webhook.inactive', message, fix: 'Make it active when it is ready.' })
  }
  if (!takesEventType(row.eventTypes, { type, group })) {
    const message = `The webhook does not take ${type}: only the test was sent.`
    hints.push({ severity: 'warning', code: 'webhook.other-event-type', message, fix: 'Add the event type in its settings.' })
  }
  const decided = row.condition && explainCondition(row.condition, scope)
  if (decided?.result === false) {
    const message = `A test does not ask the condition. An event like this would not be sent: ${decided.text}.`
    hints.push({ severity: 'warning', code: 'webhook.condition-not-met', message, fix: 'Change the condition, if it should be.' })
  }
  return hints
}
