import type { JsonObject } from '@hookline/schema'
import { jsonTokens } from '../../components/json-view/json-tokens.ts'

export type ReadJson = { ok: true; value: JsonObject } | { ok: false; error: string }

/** Reads a JSON object that a person typed. Out: the object, or what is wrong with it, where, and what to do. */
export function readJsonObject(text: string): ReadJson {
  if (text.trim() === '') return { ok: true, value: {} }
  const changed = changedNumber(text)
  if (changed !== undefined) return { ok: false, error: `The number ${changed} has too many digits to be kept: put it in quotes, as text.` }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value: value as JsonObject }
    return { ok: false, error: 'It must be an object: { "name": "value" }.' }
  } catch (error) {
    return { ok: false, error: errorIn(text, error instanceof Error ? error.message : '') }
  }
}

/** A number that JavaScript would send on as another one. */
function changedNumber(text: string): string | undefined {
  return jsonTokens(text).find(({ kind, text: digits }) => kind === 'number' && !isKept(digits))?.text
}

const digitsMax = 17

function isKept(digits: string): boolean {
  const value = Number(digits)
  if (!Number.isFinite(value)) return false
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(value)
  return digits.replace(/[eE].*/, '').replace(/^-?0*\.?0*|\D/g, '').length <= digitsMax
}

function errorIn(text: string, message: string): string {
  if (/unexpected end/i.test(message)) return 'It ends too early: a quote, bracket or brace is not closed.'
  const [, position] = /position (\d+)/.exec(message) ?? []
  const what = message.replace(/ in JSON at position.*| \(line \d+.*/s, '').replace(/, ".*" is not valid JSON$/s, '')
  if (position === undefined) return `It is not valid JSON: ${what.slice(0, 120)}.`
  const before = text.slice(0, Number(position)).split('\n')
  return `Line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}: ${what.slice(0, 120)}.`
}
