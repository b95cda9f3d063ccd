import { bodyOfRows } from './body-of-rows.ts'
import { type BodyToken, bodyTokens } from './body-tokens.ts'
import { innerOf, mustachesOf } from './mustaches.ts'
import { isAlwaysJson, isAlwaysJsonIn, numberPattern, type Row } from './rows.ts'

export type RowsResult = { ok: true; rows: Row[] } | { ok: false; reason: string }

class CannotShow extends Error {}

/** The rows that say the same as a body template, or why rows cannot say it. */
export function rowsOfBody(body: string): RowsResult {
  if (!isAlwaysJson(body)) return { ok: false, reason: 'The body is not proved to be JSON. Mend it as text first.' }
  const { tokens, isSound } = bodyTokens(body)
  if (!isSound) return { ok: false, reason: 'A block begins inside quotes and ends outside of them.' }
  try {
    const rows = readMembers(
      tokens.filter(({ kind }) => kind !== 'space'),
      { body, loops: 0 },
    )
    if (canonical(bodyOfRows(rows)) === canonical(body)) return { ok: true, rows }
    return { ok: false, reason: 'It is written in a way that rows would change.' }
  } catch (error) {
    if (error instanceof CannotShow) return { ok: false, reason: error.message }
    throw error
  }
}

interface Reading {
  body: string
  /** Loops around what is read. */
  loops: number
}

function readMembers(tokens: readonly BodyToken[], reading: Reading): Row[] {
  const [open, ...inner] = tokens
  const close = inner.pop()
  if (open?.text !== '{' || close?.text !== '}') throw new CannotShow('Rows show one object: the body must be {…}, with nothing around it.')
  return splitMembers(inner).map((member) => readMember(member, reading))
}

/** The members at the outermost level, each as its tokens. */
function splitMembers(tokens: readonly BodyToken[]): BodyToken[][] {
  if (tokens.length === 0) return []
  const members: BodyToken[][] = [[]]
  let brackets = 0
  let blocks = 0
  for (const token of tokens) {
    const { kind, text, tag } = token
    if (kind === 'punctuation' && (text === '{' || text === '[')) brackets++
    if (kind === 'punctuation' && (text === '}' || text === ']')) brackets--
    if (tag === 'open') blocks++
    if (tag === 'close') blocks--
    if (kind === 'punctuation' && text === ',' && brackets === 0 && blocks === 0) members.push([])
    else members.at(-1)?.push(token)
  }
  return members
}

function readMember([key, colon, ...value]: readonly BodyToken[], reading: Reading): Row {
  if (key?.kind === 'tag')
    throw new CannotShow(key.tag === 'comment' ? 'Rows hold no comments.' : `Rows cannot show ${key.text.slice(0, 40)} around members.`)
  if (key?.kind !== 'string' || colon?.text !== ':' || value.length === 0) throw new CannotShow('A member is not "key": value.')
  return { key: textOf(key.text), ...readValue(value, reading) }
}

type Value = Omit<Row, 'key'>

function readValue(tokens: readonly BodyToken[], reading: Reading): Value {
  const [first, second] = tokens
  if (first && !second) {
    const { kind, text, tag } = first
    if (kind === 'string') return { type: 'text', value: textOf(text) }
    if (tag === 'output') return { type: 'field', value: innerOf(text) }
    if (numberPattern.test(text)) return { type: 'number', value: text }
    if (text === 'true' || text === 'false') return { type: 'yes-no', value: text }
  }
  const last = tokens.at(-1)
  const value = first && last ? reading.body.slice(first.start, last.start + last.text.length) : ''
  if (!isAlwaysJsonIn(reading.loops, value)) throw new CannotShow('A condition or loop in it spans more than one value.')
  return readNested(tokens, reading) ?? { type: 'json', value }
}

/** An object, a list, or a loop that writes an object for each entry; null where rows inside cannot say it. */
function readNested(tokens: readonly BodyToken[], reading: Reading): Value | null {
  const [first] = tokens
  const last = tokens.at(-1)
  const inner = tokens.slice(1, -1)
  try {
    if (first?.text === '{' && last?.text === '}') return { type: 'object', value: '', rows: readMembers(tokens, reading) }
    if (first?.text === '[' && last?.text === ']') {
      return { type: 'list', value: '', rows: splitMembers(inner).map((entry) => ({ key: '', ...readValue(entry, reading) })) }
    }
    const list = first?.tag === 'open' && last?.tag === 'close' ? /^#list\s+([^\s|~]+)$/.exec(innerOf(first.text))?.[1] : undefined
    return list ? { type: 'each', value: list, rows: readMembers(inner, { ...reading, loops: reading.loops + 1 }) } : null
  } catch (error) {
    if (error instanceof CannotShow) return null
    throw error
  }
}

function textOf(literal: string): string {
  const parts = partsOf(literal)
  if (!parts) throw new CannotShow('A text in it has an escape that rows would change.')
  return parts.join('')
}

/** In: a string template with its quotes. Out: its texts, unescaped, and its tags, in turns. */
function partsOf(literal: string): string[] | null {
  const parts: string[] = []
  let from = 1
  try {
    for (const { start, end } of mustachesOf(literal)) {
      parts.push(unescaped(literal.slice(from, start)), literal.slice(start, end))
      from = end
    }
    parts.push(unescaped(literal.slice(from, -1)))
    return parts
  } catch {
    return null
  }
}

function unescaped(text: string): string {
  return String(JSON.parse(`"${text}"`))
}

/** The same for two bodies exactly if they differ in white space and spelling of escapes alone. */
function canonical(body: string): string {
  const tokens = bodyTokens(body).tokens.filter(({ kind }) => kind !== 'space')
  return JSON.stringify(tokens.map(({ kind, text }) => (kind === 'string' ? partsOf(text) : kind === 'tag' ? innerOf(text) : text)))
}
