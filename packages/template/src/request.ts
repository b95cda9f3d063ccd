import type { Diagnostic, HttpMethod, PathRoot, RenderedRequest, RequestTemplate } from '@hookline/schema'
import { isWithinBytes } from './bytes.ts'
import { checkContentType } from './content-type.ts'
import { defaultPayload, type RenderInput } from './default-payload.ts'
import { outputBytesMax } from './limits.ts'
import type { RenderFailureCode, RenderResult } from './render.ts'
import { type CompiledTemplate, type CompileOptions, compileTemplate, contextOfContentType, type Template } from './template.ts'

/** A request whose every text is compiled. */
export interface CompiledRequest {
  method: HttpMethod
  urls: readonly Template[]
  headers: readonly { name: string; value: Template; secret: boolean }[]
  contentType: string
  /** Null for the default payload, or where the method sends none. */
  body: Template | null
  sendsBody: boolean
  /** Whether headers or body read `delivery`; if not, one rendering of them serves all the URLs. */
  usesDelivery: boolean
  /** Whether any of it reads the user's state; if not, it is rendered the same whatever that is. */
  usesState: boolean
  /** The workspace secrets that its texts sign with. */
  secretNames: readonly string[]
}

export type CompileRequestResult = { ok: true; request: CompiledRequest } | { ok: false; diagnostics: Diagnostic[] }
export type RenderRequestResult = { ok: true; request: RenderedRequest } | { ok: false; code: RenderFailureCode; message: string }

/** GET and DELETE send no body (api.md › The request template). */
export function sendsBody(method: HttpMethod): boolean {
  return method !== 'GET' && method !== 'DELETE'
}

/**
 * Compiles every text of a request.
 * In: the request as it was written; secret headers with their values; what its templates may use. Out: the compiled request, or the errors of all
 * its texts, each with a `path` such as `urls.0`, `headers.1.value`, `body`. Names of headers and addresses are judged elsewhere.
 */
export function compileRequest(request: RequestTemplate, options: CompileOptions = {}): CompileRequestResult {
  const diagnostics: Diagnostic[] = checkContentType(request.contentType)
  const take = (compiled: CompiledTemplate, path: string): Template => {
    if (compiled.ok) return compiled.template
    diagnostics.push(...compiled.diagnostics.map((diagnostic) => ({ ...diagnostic, path })))
    return noTemplate
  }
  const urls = request.urls.map((url, index) => take(compileTemplate(url, 'url', options), `urls.${index}`))
  const headers = request.headers.map(({ name, value, secret }, index) => {
    return { name, value: take(compileTemplate(value ?? '', 'header', options), `headers.${index}.value`), secret }
  })
  const { method, contentType } = request
  const sends = sendsBody(method)
  const body = request.body === null ? null : take(compileTemplate(request.body, contextOfContentType(contentType), options), 'body')
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const shared = [...headers.map(({ value }) => value), ...(body && sends ? [body] : [])]
  const usesDelivery = shared.some((template) => reads(template, 'delivery'))
  // The default payload carries what the state has of `wallet` and `email`.
  const usesState = (sends && request.body === null) || [...urls, ...shared].some((template) => reads(template, 'state'))
  const secretNames = [...new Set([...urls, ...shared].flatMap((template) => template.secretNames))]
  return {
    ok: true,
    request: { method, urls, headers, contentType, body: sends ? body : null, sendsBody: sends, usesDelivery, usesState, secretNames },
  }
}

function reads({ paths }: Template, root: PathRoot): boolean {
  return paths.some(([first]) => first === root)
}

/** Stands for a text that did not compile; a request that holds it is never returned. */
const noTemplate: Template = { render: () => ({ ok: true, text: '' }), paths: [], secretNames: [] }

/**
 * Renders the request to one of its URLs, byte for byte as it is sent.
 * Out: the request, or why there is none: `render-limit`, `invalid-body`, `invalid-header`, `invalid-url`, `missing-secret`. Never throws.
 * The content type is among the headers exactly if there is a body and the headers name none of their own.
 */
export function renderRequest(compiled: CompiledRequest, input: RenderInput, urlIndex: number): RenderRequestResult {
  const url = renderUrl(compiled, input, urlIndex)
  if (!url.ok) return url
  const headers: RenderedRequest['headers'] = []
  for (const { name, value, secret } of compiled.headers) {
    const rendered = value.render(input.scope)
    if (!rendered.ok) return { ...rendered, message: `header ${name}: ${rendered.message}` }
    headers.push({ name, value: rendered.text, secret })
  }
  const { method } = compiled
  if (!compiled.sendsBody) return { ok: true, request: { method, url: url.text, headers, body: null } }
  const body = compiled.body ? compiled.body.render(input.scope) : renderDefaultPayload(input)
  if (!body.ok) return body
  if (!headers.some(({ name }) => name.toLowerCase() === 'content-type'))
    headers.unshift({ name: 'content-type', value: compiled.contentType, secret: false })
  return { ok: true, request: { method, url: url.text, headers, body: body.text } }
}

/** Renders the URL alone, for a request whose headers and body were rendered for another URL already (`usesDelivery` false). */
export function renderUrl({ urls }: CompiledRequest, { scope }: RenderInput, urlIndex: number): RenderResult {
  const url = urls[urlIndex]
  return url ? url.render(scope) : { ok: false, code: 'invalid-url', message: `there is no URL number ${urlIndex}` }
}

function renderDefaultPayload(input: RenderInput): RenderResult {
  try {
    const text = JSON.stringify(defaultPayload(input))
    if (isWithinBytes(text, outputBytesMax)) return { ok: true, text }
    return { ok: false, code: 'render-limit', message: `the payload has more than ${outputBytesMax} bytes` }
  } catch (error) {
    return { ok: false, code: 'render-limit', message: `the payload could not be written: ${String(error)}` }
  }
}
