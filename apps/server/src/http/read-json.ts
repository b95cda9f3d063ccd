import { forbiddenKeys, type JsonValue, jsonDepthMax } from '@hookline/schema'
import { invalidField, ServiceError } from '../service-error.ts'
import { pathInJson } from './path-in-json.ts'

// Every JSON that comes in is judged as text first: what JSON.parse would silently change is refused, never altered.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Decodes UTF-8, strictly. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new ServiceError(400, 'Invalid text', {
      detail: 'The body is not valid UTF-8. Send JSON in UTF-8.',
      errors: [{ path: '', code: 'body.not-utf8', message: 'is not valid UTF-8' }],
    })
  }
}

/** Parses JSON of at most 64 levels without numbers that would change and without keys that reach a prototype. */
export function parseJson(text: string): JsonValue {
  if (text.trim() === '') throw malformed('body.empty', 'The body is empty. Send a JSON object.')
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch (error) {
    throw malformed(
      'body.not-json',
      `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be parsed'}`,
    )
  }
  const number = changedNumber(text)
  if (number !== null) {
    const message = `the number ${number.text.slice(0, 40)} would be changed on the way: send it as a string`
    throw invalidField(pathInJson(text, number.offset).slice(0, 200), 'number.not-exact', message)
  }
  checkShape(value, '', 0)
  return value
}

function malformed(code: string, detail: string): ServiceError {
  return new ServiceError(400, 'Malformed JSON', { detail, errors: [{ path: '', code, message: detail }] })
}

function checkShape(value: JsonValue, path: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth >= jsonDepthMax)
    throw invalidField(path.slice(0, 200), 'json.too-deep', `has more than ${jsonDepthMax} levels: send flatter data`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) checkShape(value[i] as JsonValue, `${path}.${i}`, depth + 1)
    return
  }
  for (const key in value) {
    if (forbiddenKeys.has(key)) throw invalidField(joined(path, key), 'key.forbidden', `"${key}" cannot be the name of a field: rename it`)
    const inner = value[key]
    if (typeof inner === 'object' && inner !== null) checkShape(inner, joined(path, key), depth + 1)
  }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

// At most 15 digits and no exponent always survive; only where there is more need each number be looked at.
const suspicious = /\d[\d.]{15}|\d[eE]/
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** The first number of a JSON text that is not exactly what JSON.parse makes of it, or null. */
export function changedNumber(text: string): { text: string; offset: number } | null {
  if (!suspicious.test(text)) return null
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.charCodeAt(0) !== 34 && !survives(token)) return { text: token, offset: index }
  }
  return null
}

function survives(token: string): boolean {
  const number = Number(token)
  if (!Number.isFinite(number)) return false
  // An integer that is written out is somebody's id: beyond 2^53 its neighbours would become the same number.
  if (/^-?\d+$/.test(token) && !Number.isSafeInteger(number)) return false
  return decimal(token) === decimal(String(number))
}

/** A decimal number as its digits and exponent, without zeros that say nothing. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const all = whole + fraction
  const digits = all.replace(/^0+/, '').replace(/0+$/, '')
  if (digits === '') return '0'
  const trailing = all.length - all.replace(/0+$/, '').length
  return `${sign}${digits}e${Number(exponent) - fraction.length + trailing}`
}
