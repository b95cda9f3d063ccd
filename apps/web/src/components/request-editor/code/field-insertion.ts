import type { TemplateContext } from '@hookline/template'
import { type BodyToken, bodyTokens } from '../body/body-tokens.ts'
import { mustachesOf } from '../body/mustaches.ts'

/** A change of a text: what stands between the offsets is replaced. */
export interface Insertion {
  from: number
  to: number
  text: string
}

interface Target {
  source: string
  at: number
  context: TemplateContext
}

/**
 * How a field is put into a template so that the template stays sound.
 * In: the text, where, what kind of text it is, and the field's path. Inside a tag the path alone is put; in JSON a field
 * becomes a member where a key belongs, a value where a value belongs, and gets quotes beside other text.
 */
export function fieldInsertion({ source, at, context }: Target, path: string): Insertion {
  const tag = mustachesOf(source).find(({ start, end }) => start + 1 < at && at < end - 1)
  if (tag) return { from: at, to: at, text: /[\s({]/.test(source.charAt(at - 1)) ? path : ` ${path}` }
  const open = source.lastIndexOf('{{', at - 1)
  if (open >= 0 && /^\{\{[^{}"]*$/.test(source.slice(open, at)) && !source.startsWith('}}', at))
    return { from: at, to: at, text: `${path}}}` }
  return context === 'json' ? intoJson(source, at, path) : plain(source, at, path)
}

function plain(source: string, at: number, path: string): Insertion {
  // A brace right before it would make three of two.
  return { from: at, to: at, text: `${source[at - 1] === '{' ? ' ' : ''}{{${path}}}` }
}

function intoJson(source: string, at: number, path: string): Insertion {
  const { tokens } = bodyTokens(source)
  const within = tokens.find(({ start, text }) => start < at && at < start + text.length)
  if (within?.kind === 'string') return plain(source, at, path)
  const beside = tokens.find(({ kind, start, text }) => kind === 'other' && start <= at && at <= start + text.length)
  if (beside) return besideText(beside, at, path)
  const before = tokens.filter(({ kind, start, text }) => kind !== 'space' && start + text.length <= at)
  const after = tokens.find(({ kind, start }) => kind !== 'space' && start >= at)
  return whereItBelongs({ before, after, at }, path)
}

function besideText({ start, text }: BodyToken, at: number, path: string): Insertion {
  const to = start + text.length
  const isValue = /^(?:-?\d[\d.eE+-]*|true|false|null)$/.test(text)
  if (isValue) return { from: start, to, text: `{{${path}}}` }
  return { from: start, to, text: `"${text.slice(0, at - start)}{{${path}}}${text.slice(at - start)}"` }
}

interface Place {
  before: readonly BodyToken[]
  after: BodyToken | undefined
  at: number
}

function whereItBelongs({ before, after, at }: Place, path: string): Insertion {
  const last = before.at(-1)
  // Behind the whole body means at its end, within it.
  if (last?.kind === 'punctuation' && /[}\]]/.test(last.text) && containerOf(before) === undefined) {
    const within = before.slice(0, -1)
    const end = within.at(-1)
    return whereItBelongs({ before: within, after: last, at: end ? end.start + end.text.length : last.start }, path)
  }
  const opensWith = last?.kind === 'punctuation' ? last.text : ''
  const isMember = containerOf(before) === '{' && opensWith !== ':'
  const value = `{{${path}}}`
  const text = isMember ? `${JSON.stringify(keyOf(path))}: ${value}` : value
  const needsBefore = last !== undefined && !['{', '[', ',', ':'].includes(opensWith) && containerOf(before) !== undefined
  const needsAfter =
    after !== undefined && opensWith !== ':' && !(after.kind === 'punctuation' && /[,}\]]/.test(after.text)) && after.tag === undefined
  return { from: at, to: at, text: `${needsBefore ? ', ' : ''}${text}${needsAfter ? ', ' : ''}` }
}

function containerOf(tokens: readonly BodyToken[]): string | undefined {
  const open: string[] = []
  for (const { kind, text } of tokens) {
    if (kind !== 'punctuation') continue
    if (text === '{' || text === '[') open.push(text)
    else if (text === '}' || text === ']') open.pop()
  }
  return open.at(-1)
}

function keyOf(path: string): string {
  return /\[([^\]]*)\]$/.exec(path)?.[1] ?? path.split('.').at(-1) ?? path
}
