import type { FieldError, JsonObject } from '@hookline/schema'
import { diagnoseTemplate } from '@hookline/template'
import { checkHeaderName, checkHeaderValueText, type Problem } from '@hookline/webhook'
import { readSigningSecret } from './signing-secret.ts'

// The one place where secrets leave what came in: whatever passed here holds none, and says only whether one is stored
// (a secret header's value is null where it is, '' where it is not; `hasSecret` speaks for the signing secret).

/** Characters of a header's value, at most: what is longer is refused, whatever its template makes of it. */
const headerValueMax = 8192

/** The name under which a place's signing secret is stored; headers have their own names, in lower case. */
export const signingName = ''

/** A place that may have secrets: a WebHook block by its node id, or a webhook ('' ). */
export interface SecretPlace {
  nodeId: string
  /** Where the place stands in the request, for its errors. */
  path: string
  /** Names of what is stored for it. */
  stored: ReadonlySet<string>
}

/** A secret that was set, or removed where `value` is null. */
export interface SecretChange {
  nodeId: string
  name: string
  value: string | null
}

/** What was found on the way; errors refuse the whole call. */
export interface Found {
  changes: SecretChange[]
  errors: FieldError[]
}

/** Takes the value out of a header, if it is a secret one. */
export function takeHeader<H extends object>(
  header: H,
  { index, ...place }: SecretPlace & { index: number },
  found: Found,
): H | (H & { value: '' | null }) {
  const { name, value, secret } = header as { name?: unknown; value?: unknown; secret?: unknown }
  if (!secret) return header
  const path = `${place.path}.headers.${index}`
  const stored = typeof name === 'string' ? name.toLowerCase() : ''
  if (value === undefined || value === null || value === '') {
    return { ...header, value: stored !== signingName && place.stored.has(stored) ? null : '' }
  }
  const read = readHeader({ name, value, path })
  if ('error' in read) found.errors.push(read.error)
  else found.changes.push({ nodeId: place.nodeId, name: stored, value: read.value })
  return { ...header, value: null }
}

type ReadHeader = { value: string } | { error: FieldError }

function readHeader({ name, value, path }: { name: unknown; value: unknown; path: string }): ReadHeader {
  const misnamed = checkHeaderName(typeof name === 'string' ? name : '')
  if (misnamed?.code === 'header.name') return { error: toFieldError(misnamed, `${path}.name`) }
  const at = `${path}.value`
  if (typeof value !== 'string') return { error: { path: at, code: 'field.type', message: 'must be a text' } }
  // Its template is judged now, because afterwards nobody sees it; what a diagnostic quotes of it stays unsaid.
  const broken = diagnoseTemplate({ source: value, context: 'header', path: at }).find(({ severity }) => severity === 'error')
  if (broken)
    return { error: { path: at, code: broken.code, message: 'The value of this secret header is not a template that can be sent.' } }
  const unsendable = value.length > headerValueMax ? checkHeaderValueText(value) : null
  return unsendable ? { error: toFieldError(unsendable, at) } : { value }
}

function toFieldError({ code, message, fix }: Problem, path: string): FieldError {
  return { path, code, message: `${message} ${fix}` }
}

/**
 * Reads a signing secret that was given: absent keeps, null removes, `generate` makes one.
 * In: whether the place had one before. Out: whether it has one now.
 */
export function takeSigning(given: unknown, { had, ...place }: SecretPlace & { had: boolean }, found: Found): boolean {
  const { nodeId, path } = place
  if (given === undefined) return had && place.stored.has(signingName)
  if (given === null) {
    found.changes.push({ nodeId, name: signingName, value: null })
    return false
  }
  const read = readSigningSecret(given, `${path}.secret`.replace(/^\./, ''))
  if (read.ok) found.changes.push({ nodeId, name: signingName, value: read.secret })
  else found.errors.push(read.error)
  return read.ok
}

/** The secrets that headers speak of as stored. */
export function secretHeaderNames(headers: readonly (JsonObject | { name?: unknown; value?: unknown; secret?: unknown })[]): string[] {
  return headers.flatMap(({ name, value, secret }) => (secret && value !== '' && typeof name === 'string' ? [name.toLowerCase()] : []))
}
