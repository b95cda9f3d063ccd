import { judgeJson } from '@hookline/template'
import { type BodyToken, bodyTokens } from './body-tokens.ts'

export type Formatted = { ok: true; text: string } | { ok: false; message: string }

const indent = '  '
const indentMax = 32

/**
 * Writes a JSON body template with one member a line. Only white space outside of strings and tags changes, so the body
 * renders to the same JSON; where that cannot be said, nothing is changed and the message says why.
 */
export function formatBody(source: string): Formatted {
  const { tokens, isSound } = bodyTokens(source)
  if (!isSound) return { ok: false, message: 'A quote is not closed, or a block begins inside quotes and ends outside of them.' }
  const text = write(tokens)
  if (judgeJson(text).verdict !== judgeJson(source).verdict) return { ok: false, message: 'White space matters in this body.' }
  return { ok: true, text }
}

interface Line {
  out: string
  depth: number
  /** A line break is due before what comes next. */
  due: boolean
  /** The white space of the source before this token. */
  space: string
  before: BodyToken | undefined
}

function write(tokens: readonly BodyToken[]): string {
  const line: Line = { out: '', depth: 0, due: false, space: '', before: undefined }
  for (const token of tokens) {
    if (token.kind === 'space') {
      line.space = token.text
      continue
    }
    writeToken(line, token)
    line.space = ''
    line.before = token
  }
  return line.out
}

function writeToken(line: Line, token: BodyToken): void {
  const { before } = line
  const closes = isPunctuation(token, '}', ']')
  if (closes) line.depth = Math.max(0, line.depth - 1)
  if (closes) {
    if (before && !isPunctuation(before, '{', '[')) newLine(line)
  } else if (isBlock(token)) {
    if (line.space.includes('\n') || (line.due && token.tag !== 'close' && token.tag !== 'else')) newLine(line)
  } else if (line.due || (before && isBlock(before) && line.space.includes('\n'))) newLine(line)
  else if (line.space !== '' && before && !isPunctuation(token, ',', ':') && !isPunctuation(before, ':')) line.out += ' '
  line.out += token.text
  if (isPunctuation(token, '{', '[')) {
    line.depth++
    line.due = true
  } else if (isPunctuation(token, ',')) line.due = true
  else if (isPunctuation(token, ':')) line.out += ' '
  else if (closes) line.due = false
}

function newLine(line: Line): void {
  line.due = false
  line.out = `${line.out.replace(/ +$/, '')}${line.out === '' ? '' : '\n'}${indent.repeat(Math.min(line.depth, indentMax))}`
}

function isPunctuation(token: BodyToken, ...texts: string[]): boolean {
  return token.kind === 'punctuation' && texts.includes(token.text)
}

function isBlock(token: BodyToken): boolean {
  return token.kind === 'tag' && token.tag !== 'output'
}
