import type { JsonObject } from '@hookline/schema'
import { jsonTokens } from '../json-view/json-tokens.ts'
import { jsonMistake } from './json-mistake.ts'

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
  } catch {
    return { ok: false, error: jsonMistake(text) ?? 'It is not valid JSON.' }
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
