import { type JsonObject, type JsonValue, parsePath, type RequestTemplate } from '@hookline/schema'
import { contextOfContentType, sendsBody, templatePaths } from '@hookline/template'
import type { RequestSample } from '../request-sample.ts'
import { bodyRenderer } from './preview-of.ts'

/** A value that breaks what is written carelessly. */
export interface HostileValue {
  name: string
  value: JsonValue
}

export const hostileValues: readonly HostileValue[] = [
  { name: 'Quotes', value: 'My level with " inside, \' and \\' },
  { name: 'Line breaks', value: 'first\nsecond\r\nthird\tafter a tab' },
  { name: 'Injected JSON', value: 'x","admin":true,"y":"' },
  { name: 'Braces', value: '{{user.id}} {{#if x}} }} {{{y}}}' },
  { name: 'Markup', value: '</script><script>alert(1)</script><!--' },
  { name: 'NUL and control characters', value: 'a\u0000b\u001b[31mc\u2028d' },
  { name: 'Half a character', value: 'half \ud83d of an emoji' },
  { name: 'Turned text', value: 'abc\u202egnp.exe' },
  { name: 'Very long', value: 'long '.repeat(4000) },
  { name: 'Empty text', value: '' },
  { name: 'Nothing', value: null },
  { name: 'A list', value: ['a"', { b: [null] }] },
  { name: 'An object', value: { 'k"': 'v\n' } },
]

/** The sample with a hostile value in every field of the event and the state, and in every field that the request names. */
export function hostileSample(sample: RequestSample, request: RequestTemplate, value: JsonValue): RequestSample {
  const event = everywhere(sample.event, value)
  const state = everywhere(sample.state, value)
  for (const [root, ...rest] of pathsOf(request)) {
    if (root === 'event') putMissing(event, rest, value)
    if (root === 'state') putMissing(state, rest, value)
  }
  // Ids of users are printable and never empty.
  const printable = typeof value === 'string' ? value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 255) : ''
  const campaign = sample.campaign && { ...sample.campaign, name: typeof value === 'string' ? value : null }
  return { ...sample, event, state, campaign, user: { id: printable.trim() || 'u-"42"' } }
}

function pathsOf({ urls, headers, body }: RequestTemplate): (readonly string[])[] {
  return [...urls, ...headers.map(({ value }) => value ?? ''), body ?? '{{state.email}}{{state.wallet}}'].flatMap(templatePaths)
}

function everywhere(object: JsonObject, value: JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, old]) => [key, replaced(old, value)]))
}

function replaced(old: JsonValue, value: JsonValue): JsonValue {
  if (Array.isArray(old) && old.length > 0) return old.map((entry) => replaced(entry, value))
  if (typeof old === 'object' && old !== null && !Array.isArray(old)) return everywhere(old, value)
  return value
}

function putMissing(object: JsonObject, segments: readonly string[], value: JsonValue): void {
  const [name, ...rest] = segments
  if (name === undefined || !parsePath(`event.[${name}]`).ok) return
  if (rest.length === 0) {
    if (!Object.hasOwn(object, name)) object[name] = value
    return
  }
  const below = Object.hasOwn(object, name) ? object[name] : {}
  if (typeof below !== 'object' || below === null || Array.isArray(below)) return
  object[name] = below
  putMissing(below, rest, value)
}

/** How a body fares with one hostile value. */
export type HostileResult = { name: string; ok: true } | { name: string; ok: false; message: string }

export interface HostileVerdict {
  /** Whether the body is JSON at all; another text cannot break in this way. */
  isJson: boolean
  results: HostileResult[]
}

/** Renders the body with each hostile value. Null where there is no body, or it does not compile. */
export function hostileVerdict(request: RequestTemplate, sample: RequestSample): HostileVerdict | null {
  const render = bodyRenderer(request)
  if (!render || !sendsBody(request.method)) return null
  const isJson = request.body === null || contextOfContentType(request.contentType) === 'json'
  const results = hostileValues.map(({ name, value }): HostileResult => {
    const rendered = render(hostileSample(sample, request, value))
    if (!rendered.ok) return { name, ok: false, message: rendered.message }
    const fault = isJson ? faultOf(rendered.text ?? '') : null
    return fault === null ? { name, ok: true } : { name, ok: false, message: fault }
  })
  return { isJson, results }
}

function faultOf(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
