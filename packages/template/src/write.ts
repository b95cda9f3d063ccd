import { JsonText, textOf, type Value } from './values.ts'

/** Turns a value into the characters that stand for it at one kind of place. Total: never throws. */
export type Write = (value: Value) => string

// What JSON.stringify would write differently. Most values have none of it, and the test is cheaper than the call.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/** In value position: the value as JSON; missing is null. */
export function writeJsonValue(value: Value): string {
  if (typeof value === 'string') return needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`
  if (value === undefined || value === null) return 'null'
  return value instanceof JsonText ? value.text : JSON.stringify(value)
}

/** Inside a JSON string: the value's text, escaped; lone surrogates become \udXXX. */
export function writeJsonString(value: Value): string {
  const text = textOf(value)
  return needsEscape.test(text) ? JSON.stringify(text).slice(1, -1) : text
}

/** In a URL: percent-encoded, lone surrogates as U+FFFD. */
export function writeUrl(value: Value): string {
  return encodeURIComponent(wellFormed(textOf(value)))
}

/** In application/x-www-form-urlencoded: as in a URL, a space as a plus. */
export function writeForm(value: Value): string {
  return encodeURIComponent(wellFormed(textOf(value)))
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** In plain text: as it is; what cannot be encoded becomes U+FFFD. */
export function writeText(value: Value): string {
  return wellFormed(textOf(value))
}

/** Lone surrogates have no bytes. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
