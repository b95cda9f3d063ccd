import { hasErrors } from '@hookline/engine'
import type {
  Diagnostic,
  EchoBucket,
  EchoRequest,
  RenderedRequest,
  RequestTemplate,
  TemplateEcho,
  TemplateEchoInput,
} from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { createEchoBucket } from '../echo/create.ts'
import { listEchoRequests } from '../echo/list-requests.ts'
import { echoUrl } from '../echo/row.ts'
import { loadTrial } from '../events/trial.ts'
import { publicId } from '../ids.ts'
import { outgoingHeaders } from '../pipeline/attempt.ts'
import type { SendOutcome } from '../pipeline/send.ts'
import { fieldErrorsOf } from '../requests/field-errors.ts'
import { sentSecretMask } from '../secrets/mask.ts'
import { invalidFields, ServiceError } from '../service-error.ts'
import { renderTrial } from './render-trial.ts'

const timeoutMs = 15_000

/**
 * Sends what a request template makes of an event to an echo bucket instead of its own URLs, through the same door as
 * deliveries, and tells what arrived. Works with the master switch off: nothing reaches anybody else.
 */
export async function echoTemplate({ ctx, input }: { ctx: Ctx; input: TemplateEchoInput }): Promise<TemplateEcho> {
  const { services } = ctx
  const trial = await loadTrial({ ctx, input })
  const checked = await renderTrial(ctx, input.request, trial)
  refuseErrors(checked.diagnostics)
  const { secret, url } = await bucketOf(ctx, input)
  const { requests, diagnostics, messageId } = await renderTrial(ctx, { ...withoutSecrets(input.request), urls: [url] }, trial)
  const [request] = requests
  if (!request) throw invalidFields(fieldErrorsOf(diagnostics, pathOf), diagnostics)
  const outcome = await send(ctx, request, messageId)
  const received = await findReceived(ctx, secret, messageId)
  if (!received) throw notReached(services.config.publicUrl, outcome)
  const response = outcome.kind === 'answer' ? { status: outcome.status } : null
  return { bucket: secret, url, received, response, diagnostics: [...checked.diagnostics, ...aboutSecrets(input.request)] }
}

function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  if (hasErrors(diagnostics)) throw invalidFields(fieldErrorsOf(diagnostics, pathOf), diagnostics)
}

function pathOf({ path }: Diagnostic): string {
  return path ?? 'request'
}

function bucketOf(
  ctx: Ctx,
  { bucket, event }: TemplateEchoInput,
): Promise<Pick<EchoBucket, 'secret' | 'url'>> | Pick<EchoBucket, 'secret' | 'url'> {
  if (bucket !== undefined) return { secret: bucket, url: echoUrl(ctx.services.config, bucket) }
  return createEchoBucket({ ctx, input: { name: `Test of ${event.type}`.slice(0, 100) } })
}

/** Secret values are never shown again (api.md), and a bucket shows whatever it gets. */
function withoutSecrets(request: RequestTemplate): RequestTemplate {
  return { ...request, headers: request.headers.map((header) => (header.secret ? { ...header, value: sentSecretMask } : header)) }
}

function aboutSecrets({ headers }: RequestTemplate): Diagnostic[] {
  return headers.flatMap(({ name, secret }, index): Diagnostic[] => {
    const message = `The secret value of ${name} was not sent to echo; ${sentSecretMask} stands in its place.`
    return secret ? [{ severity: 'info', code: 'echo.secret-hidden', message, path: `request.headers.${index}.value` }] : []
  })
}

function send({ services }: Ctx, { method, url, headers, body }: RenderedRequest, messageId: string): Promise<SendOutcome> {
  const bytes = body === null ? null : Buffer.from(body, 'utf8')
  const owed = { messageId, body: bytes, secretHeaders: null, headers: headers.map(({ name, value }): [string, string] => [name, value]) }
  const flat = outgoingHeaders(owed, { keys: [], startedAtMs: services.clock.now(), sealer: services.sealer })
  return services.sender.send({ method, url, headers: flat, body: bytes }, { timeoutMs })
}

async function findReceived(ctx: Ctx, secret: string, messageId: string): Promise<EchoRequest | undefined> {
  const requests = await listEchoRequests({ ctx, input: { secret } })
  return requests.find(({ headers }) => headers['webhook-id'] === publicId('msg', messageId))
}

/** Why nothing arrived: echo refused it, or it went somewhere else. */
function notReached(publicUrl: URL, outcome: SendOutcome): ServiceError {
  const status = outcome.kind === 'answer' ? outcome.status : null
  if (status === 413)
    return new ServiceError(413, 'Too large', 'The rendered body is larger than 256 KiB, which is the most that echo takes.')
  if (status === 429) {
    const detail = 'Echo takes no more at the moment. Try again, or give a bucket that exists if there are too many.'
    return new ServiceError(429, 'Too many requests', { detail, retryAfterSeconds: 1 })
  }
  if (outcome.kind === 'aborted') {
    return new ServiceError(503, 'Not available', { detail: 'Hookline is stopping. Try again soon.', retryAfterSeconds: 2 })
  }
  const why = outcome.kind === 'error' ? outcome.message : `${outcome.status} came back, and the request did not arrive here.`
  const detail = `Hookline could not reach its own echo below ${publicUrl.href}: ${why} Set PUBLIC_URL to the address at which others reach this Hookline.`
  return new ServiceError(503, 'Echo not reached', detail)
}
