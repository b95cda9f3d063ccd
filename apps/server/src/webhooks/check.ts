import { compileCondition } from '@hookline/engine'
import { type ConditionGroup, type Diagnostic, groupOfScope, type JsonObject, type RequestTemplate } from '@hookline/schema'
import { fieldErrorsOf } from '../requests/field-errors.ts'
import type { Checks } from '../requests/load-checks.ts'
import { invalidFields } from '../service-error.ts'

/** Refuses a request that cannot be sent (422): a webhook is live at once, so nothing of it can wait for a publish. */
export function checkWebhookRequest(request: RequestTemplate, eventTypes: readonly string[], { checkRequest }: Checks): void {
  const [only] = eventTypes
  const eventType = eventTypes.length === 1 && only !== undefined ? only : ''
  const diagnostics = request.urls.length === 0 ? [noUrl] : checkRequest(request, { eventType })
  const errors = fieldErrorsOf(diagnostics, ({ path }) => (path === undefined ? 'request' : `request.${path}`))
  if (errors.length > 0) throw invalidFields(errors, diagnostics)
}

const noUrl: Diagnostic = {
  severity: 'error',
  code: 'webhook.no-url',
  message: 'This webhook has no URL to call.',
  fix: 'Give the URL that receives the call.',
  path: 'urls',
}

/** The condition in its proper form, null where there is none; refuses one that cannot be evaluated (422). */
export function readWebhookCondition(
  condition: JsonObject | null | undefined,
  eventTypes: readonly string[],
  { catalog }: Checks,
): ConditionGroup | null {
  if (condition === null || condition === undefined) return null
  const known = eventTypes.filter((type) => type !== '*' && groupOfScope(type) === null)
  const compiled = compileCondition(condition, { knowledge: { catalog, eventTypes: known } })
  if (compiled.ok) return compiled.group
  throw invalidFields(
    fieldErrorsOf(compiled.diagnostics, ({ path }) => path ?? 'condition'),
    compiled.diagnostics,
  )
}
