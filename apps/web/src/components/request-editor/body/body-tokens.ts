import { type Mustache, mustachesOf } from './mustaches.ts'

/** A piece of a JSON template. A `string` has its quotes and the tags in it; `other` is a number, a word, anything else. */
export interface BodyToken {
  kind: 'string' | 'punctuation' | 'space' | 'tag' | 'other'
  text: string
  start: number
  tag?: Mustache['kind']
}

export interface BodyTokens {
  tokens: BodyToken[]
  /** False where a quote is not closed, or a block begins inside a string and ends outside: then the pieces mean little. */
  isSound: boolean
}

/** In: a JSON body template, sound or not. Out: its pieces, which joined are the template again. */
export function bodyTokens(source: string): BodyTokens {
  const tags = new Map(mustachesOf(source).map((tag) => [tag.start, tag]))
  const tokens: BodyToken[] = []
  let isSound = true
  let at = 0
  while (at < source.length) {
    const tag = tags.get(at)
    const char = source.charAt(at)
    let end = at + 1
    let kind: BodyToken['kind'] = 'punctuation'
    if (tag) {
      kind = 'tag'
      end = tag.end
    } else if (char === '"') {
      const string = readString(source, at, tags)
      kind = 'string'
      end = string.end
      isSound &&= string.isSound
    } else if (!/[{}[\],:]/.test(char)) {
      kind = /\s/.test(char) ? 'space' : 'other'
      const more = kind === 'space' ? /\s/ : /[^\s{}[\],:"]/
      while (end < source.length && more.test(source.charAt(end)) && !tags.has(end)) end++
    }
    tokens.push({ kind, text: source.slice(at, end), start: at, ...(tag && { tag: tag.kind }) })
    at = end
  }
  return { tokens, isSound }
}

function readString(source: string, start: number, tags: ReadonlyMap<number, Mustache>): { end: number; isSound: boolean } {
  let depth = 0
  let isSound = true
  for (let at = start + 1; at < source.length; ) {
    const tag = tags.get(at)
    const char = source.charAt(at)
    if (tag) {
      if (depth === 0 && (tag.kind === 'close' || tag.kind === 'else')) isSound = false
      if (tag.kind === 'open') depth++
      if (tag.kind === 'close') depth--
      at = tag.end
    } else if (char === '"') return { end: at + 1, isSound: isSound && depth === 0 }
    else at += char === '\\' && !tags.has(at + 1) ? 2 : 1
  }
  return { end: source.length, isSound: false }
}
