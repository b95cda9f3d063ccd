/// <reference path="./handlebars-parser.d.ts" />
import type { Diagnostic } from '@hookline/schema'
import { type ast, parse, parser } from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import * as actions from 'handlebars/dist/cjs/handlebars/compiler/helpers.js'
import { failure, type Span } from './failure.ts'
import { scanSource } from './scan.ts'

/** The tree as Handlebars parses it, its white space already stripped as Handlebars strips it (`~`, standalone lines). */
export type Parsed = { ok: true; program: ast.Program; masked: string } | { ok: false; diagnostic: Diagnostic }

/**
 * The parser's semantic actions, with places as offsets instead of lines: both ends of a location hold
 * `line` = first offset, `column` = end offset, so that errors which Handlebars itself raises carry them too.
 */
const yy = { ...actions, locInfo: locate }

function locate({ range: [line, column] }: { range: [number, number] }): ast.Location {
  return { start: { line, column }, end: { line, column } }
}

/** The place of a parsed node in the source. */
export function spanOf({ loc }: { loc: ast.Location }): Span {
  return { start: loc.start.line, end: loc.start.column }
}

/** In: a template's source. Out: its tree, not yet judged, or one diagnostic with the place of the mistake. */
export function parseSource(source: string): Parsed {
  const scan = scanSource(source)
  if (!scan.ok) return scan
  parser.yy = yy
  parser.lexer.options.ranges = true
  try {
    return { ok: true, program: parse(parser.parse(scan.masked)), masked: scan.masked }
  } catch (error) {
    return { ok: false, diagnostic: syntaxFailure(error, source) }
  }
}

function syntaxFailure(error: unknown, source: string): Diagnostic {
  const { message, lineNumber, column } = error as { message?: unknown; lineNumber?: unknown; column?: unknown }
  const text = typeof message === 'string' ? message : ''
  if (typeof lineNumber === 'number' && typeof column === 'number')
    return failure('template.syntax', text.replace(/ - \d+:\d+$/, ''), { start: lineNumber, end: column })
  const got = /got '([A-Z_]+)'$/.exec(text)?.[1]
  const [start, end] = text.startsWith('Lexical') ? [parser.lexer.offset, parser.lexer.offset + 1] : parser.lexer.yylloc.range
  const open = source.lastIndexOf('{{')
  if (open >= 0 && start >= open && !source.includes('}}', open))
    return failure('template.syntax', 'this {{ is not closed with }}', { start: open, end: source.length })
  if (got === 'EOF')
    return failure('template.syntax', 'a block is not closed: its {{/…}} is missing', { start: Math.max(0, end - 1), end: source.length })
  return failure('template.syntax', explain(got, source.slice(start, end)), { start, end: Math.max(end, start + 1) })
}

function explain(got: string | undefined, token: string): string {
  if (got === 'OPEN_ENDBLOCK') return 'this closes a block that was not opened'
  if (got === 'INVERSE' || got === 'OPEN_INVERSE_CHAIN') return '{{else}} belongs inside {{#if}}, {{#unless}}, {{#each}} or {{#with}}'
  if (got === 'CLOSE') return 'something is missing before }}'
  return token.trim() === '' || token.startsWith('\0') ? 'this character is not allowed' : `"${token.slice(0, 40)}" is not expected here`
}
