import type { CheckRequest } from '@hookline/engine'
import type { Catalog, Diagnostic, RequestTemplate } from '@hookline/schema'
import { diagnoseRequest, type Known, knownFrom, urlSkeleton } from '@hookline/template'
import { checkHeaderNames, checkUrl, hostPortOf, type Problem } from '@hookline/webhook'
import type { Config } from '../config.ts'

// Below the 2,704 bytes that a row of a B-tree index may have.
const urlBytesMax = 2600

/** What a request is judged by beside itself. */
export interface RequestChecks {
  catalog: Catalog
  config: Pick<Config, 'allow' | 'publicUrl' | 'port'>
}

/**
 * Judges a request whole: its templates, its addresses, its headers' names.
 * Out: diagnostics with paths below the request, such as `urls.0` or `headers.1.name`.
 */
export function createCheckRequest({ catalog, config }: RequestChecks): CheckRequest {
  return (request, { eventType }) => {
    const known = knownFrom(catalog, eventType)
    return [
      ...diagnoseRequest(request, known),
      ...request.urls.flatMap((url, index) => checkAddress(url, config, known).map((found) => ({ ...found, path: `urls.${index}` }))),
      ...checkRepeated(request),
      ...checkHeaders(request),
    ]
  }
}

/** Each URL is an endpoint of its own; the same one twice would get every call twice under one message id. */
function checkRepeated({ urls }: RequestTemplate): Diagnostic[] {
  return urls.flatMap((url, index): Diagnostic[] => {
    const first = urls.indexOf(url)
    if (first === index || url.trim() === '') return []
    const message = `This URL stands here twice: it is URL number ${first + 1} already.`
    return [{ severity: 'error', code: 'url.repeated', message, fix: 'Remove one of them.', path: `urls.${index}` }]
  })
}

function checkAddress(url: string, config: RequestChecks['config'], { allowedOrigins }: Known): Diagnostic[] {
  const skeleton = urlSkeleton(url, allowedOrigins)
  // What is wrong with the template itself is said by its own diagnostics.
  if (!skeleton.ok) return []
  const unstorable = checkStorable(url)
  if (unstorable) return [toError(unstorable)]
  if (isOwnEcho(skeleton.text, config.publicUrl)) return []
  const checked = checkUrl(skeleton.text, config.allow)
  if (!checked.ok) return [toError(checked)]
  const own = isOwnAddress(skeleton.text, config)
  if (own) return [own]
  if (!/^http:/i.test(url)) return []
  const message = 'The request is sent in the clear: whoever sits between can read and change it.'
  return [{ severity: 'warning', code: 'url.not-https', message, fix: 'write https', edit: { start: 0, end: 4, text: 'https' } }]
}

/** An endpoint is found by its URL template: PostgreSQL's text takes no NUL and no half character, its index no long row. */
function checkStorable(url: string): Problem | null {
  if (/[\0\p{Cs}]/u.test(url)) {
    return { code: 'url.invalid', message: 'The URL holds a character that no text can carry.', fix: 'Write it anew.' }
  }
  if (Buffer.byteLength(url) <= urlBytesMax) return null
  return { code: 'url.too-long', message: `The URL is longer than ${urlBytesMax} bytes.`, fix: 'Send what is long in the body.' }
}

/** Hookline's own echo is the one private address that may always be called. */
export function isOwnEcho(url: string, publicUrl: URL): boolean {
  const base = publicUrl.href.replace(/\/$/, '')
  return url.startsWith(`${base}/echo-send/`) && !url.includes('/../')
}

function isOwnAddress(url: string, { publicUrl, port }: RequestChecks['config']): Diagnostic | null {
  const called = hostPortOf(url)
  const own = hostPortOf(publicUrl.href)
  const loopback = called.port === port && /^(localhost|127\.|::1$)/.test(called.hostname)
  if (!loopback && (called.hostname !== own.hostname || called.port !== own.port)) return null
  const message = 'This is an address of Hookline itself; a call to it could start itself over and over.'
  return { severity: 'error', code: 'url.own-address', message, fix: 'Call another system, or an echo bucket (/echo-send/…).' }
}

function checkHeaders({ headers }: RequestTemplate): Diagnostic[] {
  const names = checkHeaderNames(headers.map((header) => header.name)).map((problem) => ({
    ...toError(problem),
    path: `headers.${problem.index}.name`,
  }))
  const empty = headers.flatMap(({ name, value, secret }, index): Diagnostic[] => {
    // A secret value that is stored stands as null; a plain header sends what is written, and that may be nothing.
    const missing = secret ? value === '' : value === null || value === undefined
    if (!missing) return []
    const message = secret ? `The secret header ${name} has no value.` : `The header ${name} has no value.`
    return [{ severity: 'error', code: 'header.no-value', message, fix: 'Enter its value.', path: `headers.${index}.value` }]
  })
  return [...names, ...empty]
}

function toError({ code, message, fix }: Problem): Diagnostic {
  return { severity: 'error', code, message, fix }
}
