import type { Diagnostic, RequestTemplate } from '@hookline/schema'
import { type AllowedOrigins, type CompiledRequest, compileRequest, type RenderInput, renderRequest } from '@hookline/template'
import type { ShownRequest } from '../../request-view/curl-of.ts'
import type { RequestSample } from '../request-sample.ts'

/** A part of a request that could not be made, and why. */
export interface Failure {
  part: 'url' | 'headers' | 'body'
  message: string
}

/** The finished request; what could not be made is left out of it and named. `null` where a template does not compile. */
export interface Preview {
  request: ShownRequest | null
  failures: Failure[]
  errors: Diagnostic[]
  /** Secrets whose signatures are shown masked: the page has none of their values. */
  maskedSecrets: readonly string[]
}

/** Stands where a URL is needed to render the rest. */
const anyUrl = 'https://example.com/'

interface Wanted {
  request: RequestTemplate
  sample: RequestSample
  urlIndex: number
  allowedOrigins?: AllowedOrigins
}

/** Renders a request as it would be sent, by the very code that sends it. */
export function previewOf(wanted: Wanted): Preview {
  const { request, sample, urlIndex, allowedOrigins = [] } = wanted
  const compiled = compileRequest(request, { allowedOrigins })
  if (!compiled.ok) return { ...partsOf(wanted), errors: compiled.diagnostics, maskedSecrets: [] }
  const maskedSecrets = compiled.request.secretNames
  const rendered = renderRequest(compiled.request, inputOf(sample), urlIndex)
  if (rendered.ok) return { request: masked(rendered.request, request), failures: [], errors: [], maskedSecrets }
  return { ...partsOf(wanted), errors: [], maskedSecrets }
}

/** Renders URL, headers and body each alone, so that one that fails does not hide the others. */
function partsOf({ request, sample, urlIndex, allowedOrigins = [] }: Wanted): Omit<Preview, 'errors' | 'maskedSecrets'> {
  const input = inputOf(sample)
  const failures: Failure[] = []
  const make = (part: Failure['part'], alone: RequestTemplate): ShownRequest | null => {
    const compiled = compileRequest(alone, { allowedOrigins })
    if (!compiled.ok) return null
    const rendered = renderRequest(compiled.request, input, 0)
    if (rendered.ok) return rendered.request
    failures.push({ part, message: rendered.message })
    return null
  }
  const bare = { ...request, urls: [anyUrl], headers: [], contentType: compiles(request.contentType) ? request.contentType : 'text/plain' }
  const url = make('url', { ...bare, urls: [request.urls[urlIndex] ?? ''], method: 'GET', body: null })
  const headers = make('headers', { ...bare, headers: request.headers, method: 'GET', body: null })
  const body = make('body', bare)
  const all = [...(body?.headers ?? []), ...(headers?.headers ?? [])]
  const shown = { method: request.method, url: url?.url ?? '', headers: all, body: body?.body ?? null }
  return { request: masked(shown, request), failures }
}

function compiles(contentType: string): boolean {
  return compileRequest({ method: 'GET', urls: [], contentType, headers: [], body: null }).ok
}

function masked(shown: ShownRequest, { headers }: RequestTemplate): ShownRequest {
  const secret = new Set(headers.filter((header) => header.secret).map(({ name }) => name.toLowerCase()))
  return {
    ...shown,
    headers: shown.headers.map((header) => (secret.has(header.name.toLowerCase()) ? { ...header, value: '', secret: true } : header)),
  }
}

export type BodyResult = { ok: true; text: string | null } | { ok: false; message: string }

/** In: a request. Out: a function that renders its body alone for any sample. Null where the body does not compile. */
export function bodyRenderer(request: RequestTemplate): ((sample: RequestSample) => BodyResult) | null {
  const compiled = compileRequest({ ...request, urls: [anyUrl], headers: [] })
  if (!compiled.ok) return null
  return (sample) => renderBody(compiled.request, sample)
}

function renderBody(compiled: CompiledRequest, sample: RequestSample): BodyResult {
  const rendered = renderRequest(compiled, inputOf(sample), 0)
  return rendered.ok ? { ok: true, text: rendered.request.body } : rendered
}

function inputOf(sample: RequestSample): RenderInput {
  return {
    scope: { ...sample, delivery: sample.delivery ?? { id: 'dlv_preview' } },
    messageId: 'msg_preview',
    scopeName: sample.scopeName ?? sample.trigger.type,
  }
}
