import { type JsonValue, statePatchBytesMax } from '@hookline/schema'

/** What a property may be. Null is none of them: it deletes. */
export const propertyTypes = ['text', 'number', 'yes-no', 'list', 'object'] as const
export type PropertyType = (typeof propertyTypes)[number]

export const propertyTypeWords: Record<PropertyType, string> = {
  text: 'Text',
  number: 'Number',
  'yes-no': 'True or false',
  list: 'List (JSON)',
  object: 'Object (JSON)',
}

export type ReadValue = { ok: true; value: JsonValue } | { ok: false; why: string }

/** The type of a value that a property has. */
export function typeOfValue(value: JsonValue): PropertyType {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'object'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'yes-no' : 'text'
}

/** A value as its field shows it. */
export function textOfValue(value: JsonValue): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value, null, 2)
}

/** Reads what was typed as a value of the type; nothing is guessed, and no number changes on the way. */
export function readValue(type: PropertyType, text: string): ReadValue {
  if (new TextEncoder().encode(text).length > statePatchBytesMax)
    return refuse(`Is over ${statePatchBytesMax / 1024} KiB, the most that is changed at once.`)
  switch (type) {
    case 'text':
      return { ok: true, value: text }
    case 'yes-no':
      return text === 'true' || text === 'false' ? { ok: true, value: text === 'true' } : refuse('Choose true or false.')
    case 'number':
      return readNumber(text.trim())
    case 'list':
    case 'object':
      return readJson(type, text)
  }
}

function readNumber(text: string): ReadValue {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
    return refuse('Is no number: write it as 5, -2.5 or 1e6, without separators.')
  return isExact(text) ? { ok: true, value: Number(text) } : refuse('Has more digits than a number keeps: use the type Text for ids.')
}

const numberOrString = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

function readJson(type: 'list' | 'object', text: string): ReadValue {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch (error) {
    return refuse(`Is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`)
  }
  if (typeOfValue(value) !== type || value === null)
    return refuse(type === 'list' ? 'Is no list: it begins with [ and ends with ].' : 'Is no object: it begins with { and ends with }.')
  const changed = (text.match(numberOrString) ?? []).find((token) => !token.startsWith('"') && !isExact(token))
  return changed === undefined ? { ok: true, value } : refuse(`${changed} has more digits than a number keeps: write it in quotes.`)
}

/** Whether the number keeps its value when it is read and written again. */
function isExact(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(text)
}

/** A decimal number in one form: its digits without zeros at either end, and the place of the point. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  if (trimmed === '') return '0'
  return `${sign}${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`
}

function refuse(why: string): ReadValue {
  return { ok: false, why }
}
