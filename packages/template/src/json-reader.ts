import type { Diagnostic } from '@hookline/schema'
import type { TemplateCode } from './codes/template-codes.ts'
import type { Span } from './failure.ts'
import { Frame, isWholeNumber, type JsonState, stepIntoValue, stepNumber, stepString } from './json-state.ts'

/** A place at which a text stops being JSON. */
export interface JsonFault extends Span {
  code: TemplateCode
  message: string
  fix?: string
  edit?: NonNullable<Diagnostic['edit']>
}

/** One reading of a body: the state, and where its last comma, token and tag were, for messages and fixes. */
export interface Reading {
  state: JsonState
  comma: number
  token: number
  tagEnd: number
}

/** A reading at the very beginning of a text. */
export function startReading(): Reading {
  return { state: new Frame().at('value'), comma: -1, token: 0, tagEnd: -1 }
}

type Progress = JsonState | JsonFault

/**
 * Reads static text on from where `reading` is, which it moves.
 * In: the text and its offset in the source. Out: the first fault, if any.
 */
export function readText(reading: Reading, text: string, base: number): JsonFault | undefined {
  for (let i = 0; i < text.length; i++) {
    if (reading.state.mode === 'string' || reading.state.mode === 'key') {
      i = skipPlain(text, i)
      if (i >= text.length) return undefined
    }
    const fault = readChar(reading, text.charAt(i), base + i)
    if (fault) return fault
  }
  return undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string may not hold them
const special = /["\\\u0000-\u001f]/g

function skipPlain(text: string, from: number): number {
  special.lastIndex = from
  return special.exec(text)?.index ?? text.length
}

function readChar(reading: Reading, char: string, offset: number): JsonFault | undefined {
  const next = step(reading, char, offset)
  if ('code' in next) return next
  if (char === ',' && next.mode.startsWith('next')) reading.comma = offset
  if (next.mode !== reading.state.mode && isStart(reading.state.mode)) reading.token = offset
  reading.state = next
  return undefined
}

function isStart(mode: string): boolean {
  return mode === 'value' || mode.startsWith('first') || mode.startsWith('next')
}

function step(reading: Reading, char: string, offset: number): Progress {
  const { state } = reading
  const { mode, frame } = state
  if (mode.startsWith('string') || mode.startsWith('key')) return stepString(state, char) ?? stringFault(mode, char, offset)
  if (mode.startsWith('literal:')) {
    if (char !== mode[8]) return unquoted(reading, offset)
    return frame.at(mode.length === 9 ? 'after' : `literal:${mode.slice(9)}`)
  }
  if (mode.startsWith('number-')) {
    const next = stepNumber(state, char)
    if (next) return next
    if (!isWholeNumber(mode)) return fault('template.bad-number', 'this is not a number as JSON writes it', offset)
    if (/[0-9a-zA-Z_+.-]/.test(char)) return mode === 'number-zero' && /[0-9]/.test(char) ? leadingZero(offset) : unquoted(reading, offset)
    return step({ ...reading, state: frame.at('after') }, char, offset)
  }
  if (char === ' ' || char === '\n' || char === '\r' || char === '\t') return state
  if (char === '}' || char === ']') return close(reading, char, offset)
  return stepBetween(reading, char, offset)
}

function stepBetween(reading: Reading, char: string, offset: number): Progress {
  const { state } = reading
  const { mode, frame } = state
  if (mode === 'colon')
    return char === ':' ? frame.at('value') : fault('template.missing-colon', 'a colon is missing behind the key', offset)
  if (mode === 'first-key' || mode === 'next-key') {
    if (char === '"') return frame.at('key')
    if (char === ',') return fault('template.extra-comma', 'this comma has nothing before it', offset)
    return fault('template.unquoted-key', 'a key must stand in double quotes', offset)
  }
  if (mode === 'after') {
    if (char === ',' && frame.kind !== 'top') return frame.at(frame.kind === '{' ? 'next-key' : 'next-element')
    return afterFault(reading, char, offset)
  }
  return stepIntoValue(state, char) ?? valueFault(reading, char, offset)
}

function close({ state: { mode, frame }, comma }: Reading, char: '}' | ']', offset: number): Progress {
  if (frame.kind === 'top' || !frame.parent) {
    if (mode === 'value') return fault('template.missing-value', 'a value is missing here', offset)
    return fault('template.extra-text', `this ${char} closes nothing`, offset)
  }
  const open = frame.kind
  if ((open === '{') !== (char === '}')) return fault('template.mismatched-bracket', `${char} cannot close ${open}`, offset)
  if (mode === 'after' || mode === 'first-key' || mode === 'first-element') return frame.parent.at('after')
  if (mode === 'next-key' || mode === 'next-element') {
    const edit = { start: comma, end: comma + 1, text: '' }
    const message = `the comma before ${char} has nothing behind it`
    return { code: 'template.trailing-comma', message, fix: 'remove the comma', edit, start: comma, end: comma + 1 }
  }
  if (mode === 'colon') return fault('template.missing-colon', 'a colon and a value are missing behind the key', offset)
  return fault('template.missing-value', 'a value is missing here', offset)
}

/** What a tag is written as at this place: part of a string, or a whole value. */
export type Position = 'string' | 'value'

/** Reads one tag on from where `reading` is, whatever its value. Out: how it is written there, or the fault. */
export function readTag(reading: Reading, { start, end }: Span): Position | JsonFault {
  const { mode, frame } = reading.state
  const from = reading.tagEnd
  reading.tagEnd = end
  if (mode === 'string' || mode === 'key') return 'string'
  if (mode === 'value' || mode === 'first-element' || mode === 'next-element') {
    reading.token = start
    reading.state = frame.at('after')
    return 'value'
  }
  const span = { start, end }
  if (mode === 'after') {
    if (from === start) return { ...sideBySide(reading.token, end), start: reading.token }
    if (frame.kind === 'top') return { code: 'template.extra-text', message: 'the JSON is over before this', ...span }
    return { code: 'template.missing-comma', message: 'a comma is missing before this', fix: 'put a comma or one pair of quotes', ...span }
  }
  if (mode === 'colon') return { code: 'template.missing-colon', message: 'a colon is missing behind the key', ...span }
  if (mode === 'first-key' || mode === 'next-key') {
    return { code: 'template.unquoted-key', message: 'a key must stand in double quotes', fix: 'put the tag in double quotes', ...span }
  }
  if (mode.startsWith('string') || mode.startsWith('key'))
    return {
      code: 'template.bad-escape',
      message: 'a backslash escape is not finished before this',
      fix: 'write \\u005c for a backslash',
      ...span,
    }
  return sideBySide(reading.token, end)
}

/** Whether the text may end here. Out: the fault if it may not. */
export function readEnd({ state: { mode, frame } }: Reading, length: number): JsonFault | undefined {
  if (frame.kind === 'top' && (mode === 'after' || isWholeNumber(mode))) return undefined
  const span = { start: Math.max(0, length - 1), end: length }
  if (mode === 'string' || mode === 'key')
    return { code: 'template.unclosed', message: 'a text in quotes is not closed', fix: 'put the missing double quote', ...span }
  if (frame.kind !== 'top') {
    const bracket = frame.kind === '{' ? '}' : ']'
    return { code: 'template.unclosed', message: `a ${frame.kind} is not closed`, fix: `put the missing ${bracket}`, ...span }
  }
  if (mode === 'value')
    return { code: 'template.empty-body', message: 'an empty body is not JSON', fix: 'write a JSON value', start: 0, end: length }
  return { code: 'template.unclosed', message: 'the JSON is not finished', ...span }
}

function fault(code: TemplateCode, message: string, offset: number): JsonFault {
  return { code, message, start: offset, end: offset + 1 }
}

function stringFault(mode: string, char: string, offset: number): JsonFault {
  if (mode !== 'string' && mode !== 'key')
    return { ...fault('template.bad-escape', 'JSON knows no such escape', offset), fix: 'write \\\\ for a backslash' }
  const name = char === '\n' ? 'line break' : char === '\t' ? 'tab' : 'control character'
  const escaped =
    char === '\n' ? '\\n' : char === '\t' ? '\\t' : char === '\r' ? '\\r' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  const message = `a ${name} cannot stand inside a JSON text`
  return {
    ...fault('template.control-character', message, offset),
    fix: `write ${escaped}`,
    edit: { start: offset, end: offset + 1, text: escaped },
  }
}

function unquoted({ token }: Reading, offset: number): JsonFault {
  const span = { start: token, end: Math.max(offset, token) + 1 }
  return { code: 'template.unquoted-string', message: 'text must stand in double quotes', fix: 'put it in double quotes', ...span }
}

function sideBySide(start: number, end: number): JsonFault {
  const message = 'text and fields side by side must stand in one pair of double quotes'
  return { code: 'template.unquoted-string', message, fix: 'put double quotes around the whole value', start, end }
}

function leadingZero(offset: number): JsonFault {
  return { ...fault('template.bad-number', 'a JSON number has no leading zeros', offset), fix: 'put it in double quotes' }
}

function valueFault({ state }: Reading, char: string, offset: number): JsonFault {
  if (char === ',')
    return fault(state.mode === 'value' ? 'template.missing-value' : 'template.extra-comma', 'a value is missing before this comma', offset)
  if (char === "'") return { ...fault('template.single-quotes', 'JSON knows double quotes only', offset), fix: 'write " instead' }
  if (char === '/') return { ...fault('template.comment', 'JSON has no comments', offset), fix: 'write {{!-- … --}}' }
  if (/[\p{L}_$]/u.test(char)) return unquoted({ state, token: offset, comma: -1, tagEnd: -1 }, offset)
  return fault('template.json-syntax', `"${char}" cannot begin a value`, offset)
}

function afterFault({ state, token, tagEnd }: Reading, char: string, offset: number): JsonFault {
  if (tagEnd === offset && char !== '"' && char !== ':') return sideBySide(token, offset + 1)
  if (char === '/') return { ...fault('template.comment', 'JSON has no comments', offset), fix: 'write {{!-- … --}}' }
  if (state.frame.kind === 'top') return fault('template.extra-text', 'the JSON is over before this', offset)
  const fix = { fix: 'put a comma', edit: { start: offset, end: offset, text: ',' } }
  return { ...fault('template.missing-comma', 'a comma is missing before this', offset), ...(char === '"' ? fix : {}) }
}
