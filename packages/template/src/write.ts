import { JsonText, textOf, type Value } from './values.ts'

/** Turns a value into the characters that stand for it at one kind of place. Total: never throws. */
export type Write = (value: Value) => string

// What JSON.stringify would write differently. Most values have none of it, and the test is cheaper than the call.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/** In value position: the value as JSON; missing is null. */
export function writeJsonValue(value: Value): string {
  if (typeof value === 'string') return needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
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

const xmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Between elements of XML; what XML cannot carry becomes U+FFFD. */
export function writeXml(value: Value): string {
  return xmlText(value).replace(/[&<>"'\r]/g, (char) => xmlEscapes[char] ?? '')
}

/** In a quoted attribute, where line breaks and tabs would become spaces. */
export function writeXmlAttribute(value: Value): string {
  return xmlText(value).replace(/[&<>"'\r\n\t]/g, (char) => xmlEscapes[char] ?? '')
}

function xmlText(value: Value): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot carry them
  return wellFormed(textOf(value)).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
}

/** A whole URL as it came; whether it may be called is judged once it is written. */
export function writeWholeUrl(value: Value): string {
  return textOf(value)
}

/** Lone surrogates have no bytes. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
