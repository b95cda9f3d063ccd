import type { Catalog, Diagnostic, JsonValue, RequestTemplate } from '@hookline/schema'
import { diagnoseRequest, type Known, knownFrom, urlSkeleton } from '@hookline/template'
import { allowNothing, checkHeaderNames, checkUrl } from '@hookline/webhook'

interface Draft {
  request: RequestTemplate
  catalog: Catalog
  eventType: string
  /** A body that the receiver gave as an example of what it takes. */
  receiverSample?: JsonValue | undefined
}

/** Which hosts are allowed although they are private is known to the server alone, so it alone judges this. */
const serverOnly: ReadonlySet<string> = new Set(['url.private-address', 'url.port', 'url.own-address', 'url.too-long'])

/** What can be said about a request without asking the server, with paths such as `request.urls.0`. */
export function diagnoseDraft({ request, catalog, eventType, receiverSample }: Draft): Diagnostic[] {
  const known = { ...knownFrom(catalog, eventType), ...(receiverSample !== undefined && { receiverSample }) }
  return [...diagnoseRequest(request, { ...known, basePath: 'request' }), ...checkUrls(request, known), ...checkHeaders(request)]
}

function checkUrls({ urls }: RequestTemplate, { allowedOrigins }: Known): Diagnostic[] {
  return urls.flatMap((url, index): Diagnostic[] => {
    const path = `request.urls.${index}`
    if (url.trim() === '') return []
    if (urls.indexOf(url) !== index)
      return [{ severity: 'error', code: 'url.repeated', message: 'This URL stands here twice.', fix: 'Remove one of them.', path }]
    const skeleton = urlSkeleton(url, allowedOrigins)
    if (!skeleton.ok) return []
    const checked = checkUrl(skeleton.text, allowNothing)
    if (!checked.ok) {
      const { code, message, fix } = checked
      return serverOnly.has(code) ? [] : [{ severity: 'error', code, message, fix, path }]
    }
    if (!/^http:/i.test(url)) return []
    const message = 'The request is sent in the clear: whoever sits between can read and change it.'
    const fix = 'write https'
    return [{ severity: 'warning', code: 'url.not-https', message, fix, edit: { start: 0, end: 4, text: 'https' }, path }]
  })
}

function checkHeaders({ headers }: RequestTemplate): Diagnostic[] {
  const names = checkHeaderNames(headers.map(({ name }) => name)).map(({ index, code, message, fix }): Diagnostic => {
    return { severity: 'error', code, message, fix, path: `request.headers.${index}.name` }
  })
  const values = headers.flatMap(({ name, value, secret }, index): Diagnostic[] => {
    const isMissing = secret ? value === '' : value === null || value === undefined
    if (!isMissing) return []
    const message = secret ? `The secret header ${name} has no value.` : `The header ${name} has no value.`
    return [{ severity: 'error', code: 'header.no-value', message, fix: 'Enter its value.', path: `request.headers.${index}.value` }]
  })
  return [...names, ...values]
}

/** The diagnostics that the server gave, and the request that it gave them for. */
export interface Given {
  diagnostics: readonly Diagnostic[]
  request: RequestTemplate
}

/**
 * The page's own diagnostics and the server's, each once. Of the server's those stay that only it can make, as long as the
 * text that they are about has not changed since.
 */
export function mergeDiagnostics(own: readonly Diagnostic[], given: Given, now: RequestTemplate): Diagnostic[] {
  const more = given.diagnostics.filter((diagnostic) => {
    if (isOwnKind(diagnostic.code)) return false
    const { path = '' } = diagnostic
    return textAt(given.request, path) === textAt(now, path)
  })
  const seen = new Set<string>()
  return [...own, ...more].filter(({ path, code, start, message }) => {
    const key = JSON.stringify([path, code, start, code.startsWith('template.') ? message : ''])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function isOwnKind(code: string): boolean {
  return !serverOnly.has(code) && /^(?:template|request|header|url)\./.test(code)
}

/** The text that a path such as `request.headers.1.value` names; the whole request where it names none. */
export function textAt(request: RequestTemplate, path: string): string {
  const [, part, index, name] = path.split('.')
  if (part === 'urls' && index !== undefined) return request.urls[Number(index)] ?? ''
  if (part === 'headers' && index !== undefined) {
    const header = request.headers[Number(index)]
    return (name === 'name' ? header?.name : header?.value) ?? ''
  }
  if (part === 'body') return request.body ?? ''
  if (part === 'contentType') return request.contentType
  return part === 'urls' ? JSON.stringify(request.urls) : ''
}

/** A request with the remedy of a diagnostic carried out. */
export function withEdit(request: RequestTemplate, { path = '', edit }: Diagnostic): RequestTemplate {
  if (!edit) return request
  const [, part, index] = path.split('.')
  const text = textAt(request, path)
  const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  if (part === 'body') return { ...request, body: changed }
  if (part === 'contentType') return { ...request, contentType: changed }
  if (part === 'urls') return { ...request, urls: request.urls.map((url, at) => (at === Number(index) ? changed : url)) }
  if (part !== 'headers') return request
  return { ...request, headers: request.headers.map((header, at) => (at === Number(index) ? { ...header, value: changed } : header)) }
}
