import { type Diagnostic, templateSourceMax } from '@hookline/schema'
import type { TemplateCode } from './codes/template-codes.ts'
import { failure, type Span } from './failure.ts'
import { pathSegmentsMax, templateDepthMax, templateNodesMax } from './limits.ts'

/**
 * One cheap walk over the text before the parser sees it, so that nothing dear is ever parsed.
 * It also makes `{"n":{{x}}}` parseable: Handlebars lexes `}}}` as the end of a triple mustache, so the third brace is
 * covered with a letter (same length, so every position stays right) and content is read from the source itself.
 */
export type Scan = { ok: true; masked: string } | { ok: false; diagnostic: Diagnostic }

/** Stands for a covered brace: neither white space nor anything the lexer knows. */
const cover = '_'

interface Walk {
  source: string
  covered: number[]
  words: number
  depth: number
}

/** In: a template's source. Out: the text to parse, of the same length, or why it is refused unparsed. */
export function scanSource(source: string): Scan {
  if (source.length > templateSourceMax)
    return refuse('template.too-large', `a template has at most ${templateSourceMax} characters, this one has ${source.length}`, {
      start: 0,
      end: source.length,
    })
  const walk: Walk = { source, covered: [], words: 0, depth: 0 }
  let tags = 0
  let from = 0
  for (;;) {
    const open = source.indexOf('{{', from)
    if (open < 0) break
    tags++
    if (tags > templateNodesMax) return tooMany(source)
    if (source[open - 1] === '\\' && source[open - 2] !== '\\') {
      from = open + 2
      continue
    }
    const end = scanTag(walk, open)
    if (typeof end !== 'number') return { ok: false, diagnostic: end }
    if (tags + walk.words > templateNodesMax) return tooMany(source)
    if (end < 0) break
    from = end
  }
  return { ok: true, masked: mask(walk) }
}

/** Out: where the tag ends, -1 if it never does, or a refusal. */
function scanTag(walk: Walk, open: number): number | Diagnostic {
  const { source } = walk
  if (source.startsWith('{{{{', open))
    return failure('template.raw-block', 'raw blocks {{{{ }}}} are not supported', { start: open, end: open + 4 })
  const at = source[open + 2] === '~' ? open + 3 : open + 2
  if (source[at] === '{' || source[at] === '&') {
    const message = 'every value is written for its place: use two braces'
    const fix = 'write {{name}}; put a space after a brace that belongs to the JSON'
    return { ...failure('template.triple', message, { start: open, end: Math.max(at + 1, source.indexOf('}}', at) + 2) }), fix }
  }
  if (source.startsWith('!--', at)) return behind(source, /--~?\}\}/g, at + 1)
  if (source[at] === '!') return behind(source, /\}\}/g, at + 1)
  if (source[at] === '/') walk.depth--
  else if (source[at] === '#' || /^\^\s*[^\s~}]/.test(source.slice(at, at + 20))) walk.depth++
  if (walk.depth > templateDepthMax)
    return failure('template.too-deep', `blocks nest at most ${templateDepthMax} deep`, { start: open, end: at + 1 })
  return scanExpression(walk, at)
}

/** Behind the first match from `from` on, -1 without one. A comment may close with the dashes that open it. */
function behind(source: string, close: RegExp, from: number): number {
  close.lastIndex = from
  const match = close.exec(source)
  return match ? match.index + match[0].length : -1
}

function scanExpression(walk: Walk, from: number): number | Diagnostic {
  const { source } = walk
  let separators = 0
  for (let i = from; i < source.length; i++) {
    const char = source[i]
    if (char === '"' || char === "'" || char === '[') {
      i = skipQuoted(source, i, char === '[' ? ']' : char)
      if (i < 0) return -1
    } else if (char === '}' && source[i + 1] === '}') {
      if (source[i + 2] === '}') walk.covered.push(i + 2)
      return i + 2
    } else if (char === '.' || char === '/') {
      separators++
      if (separators > pathSegmentsMax)
        return failure('template.path-too-long', `a path has at most ${pathSegmentsMax} parts`, { start: from, end: i })
    } else if (char === ' ' || char === '(' || char === '\n' || char === '\t' || char === '@') {
      separators = 0
      walk.words++
    }
  }
  return -1
}

/** As the lexer: a quote or bracket behind a backslash does not end it. */
function skipQuoted(source: string, from: number, close: string): number {
  for (let i = source.indexOf(close, from + 1); i >= 0; i = source.indexOf(close, i + 1)) if (source[i - 1] !== '\\') return i
  return -1
}

function mask({ source, covered }: Walk): string {
  let masked = ''
  let from = 0
  for (const index of covered) {
    masked += source.slice(from, index) + cover
    from = index + 1
  }
  return masked + source.slice(from)
}

function tooMany(source: string): Scan {
  return refuse('template.too-many-nodes', `a template has at most ${templateNodesMax} parts`, { start: 0, end: source.length })
}

function refuse(code: TemplateCode, message: string, span: Span): Scan {
  return { ok: false, diagnostic: failure(code, message, span) }
}
