import type { KeyObject } from 'node:crypto'
import type { Diagnostic, RenderedRequest, RequestTemplate, SentCall } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { bodyText } from '../deliveries/body-text.ts'
import type { Trial } from '../events/trial.ts'
import { outgoingHeaders } from '../pipeline/attempt.ts'
import type { SendOutcome } from '../pipeline/send.ts'
import { secretMask } from '../secrets/mask.ts'
import { ServiceError } from '../service-error.ts'
import { renderTrial } from '../templates/render-trial.ts'

export interface OnceInput {
  /** With the values of its secret headers. */
  request: RequestTemplate
  keys: readonly KeyObject[]
  trial: Trial
  timeoutMs: number
}

/**
 * Sends what a request makes of a tried event, once, to where it leads: signed and guarded like a delivery, but never
 * tried again and not kept among the deliveries. Out: what each URL answered, and what cannot be sent.
 */
export async function sendOnce(
  ctx: Ctx,
  { request, keys, trial, timeoutMs }: OnceInput,
): Promise<{ calls: SentCall[]; diagnostics: Diagnostic[] }> {
  const { webhooksEnabled } = await ctx.services.live.refresh()
  if (!webhooksEnabled) {
    throw new ServiceError(
      409,
      'Calls are switched off',
      'Nothing leaves while calls are switched off. Turn them on in Settings, or send it to echo.',
    )
  }
  const { requests, diagnostics, messageId } = await renderTrial(ctx, request, { ...trial, isSent: true })
  const calls = await Promise.all(
    requests.map(async (rendered) => toCall(rendered, await send(ctx, rendered, { keys, messageId, timeoutMs }))),
  )
  return { calls, diagnostics }
}

interface SendOptions extends Pick<OnceInput, 'keys' | 'timeoutMs'> {
  messageId: string
}

function send(
  { services }: Ctx,
  { method, url, headers, body }: RenderedRequest,
  { keys, messageId, timeoutMs }: SendOptions,
): Promise<SendOutcome> {
  const bytes = body === null ? null : Buffer.from(body, 'utf8')
  const owed = { messageId, body: bytes, secretHeaders: null, headers: headers.map(({ name, value }): [string, string] => [name, value]) }
  const flat = outgoingHeaders(owed, { keys, startedAtMs: services.clock.now(), sealer: services.sealer })
  return services.sender.send({ method, url, headers: flat, body: bytes }, { timeoutMs })
}

function toCall(rendered: RenderedRequest, outcome: SendOutcome): SentCall {
  const { method, url, headers, body } = rendered
  const request = {
    method,
    url,
    headers: headers.map(({ name, value, secret }) => (secret ? { name, value: secretMask, secret } : { name, value })),
    body,
  }
  if (outcome.kind === 'answer') {
    const { status, headers: answered, body: bytes, bodyTruncated, durationMs } = outcome
    const answerHeaders = answered.map(([name, value]) => ({ name, value }))
    return { request, response: { status, headers: answerHeaders, ...bodyText(bytes, bodyTruncated), bodyTruncated, durationMs } }
  }
  const error =
    outcome.kind === 'error' ? { code: outcome.code, message: outcome.message } : { code: 'aborted', message: 'Hookline stops.' }
  return { request, response: null, error }
}
