export type MustacheKind = 'output' | 'open' | 'else' | 'close' | 'comment'

/** One `{{…}}` of a template, as offsets in UTF-16 units. */
export interface Mustache {
  start: number
  end: number
  kind: MustacheKind
}

/** Every closed `{{…}}` of a text, found as the template package finds them: `\{{` is none, quotes may hold `}}`. */
export function mustachesOf(source: string): Mustache[] {
  const found: Mustache[] = []
  let from = 0
  for (;;) {
    const start = source.indexOf('{{', from)
    if (start < 0) return found
    if (source[start - 1] === '\\' && source[start - 2] !== '\\') {
      from = start + 2
      continue
    }
    const end = endOf(source, start)
    if (end < 0) return found
    found.push({ start, end, kind: kindOf(source.slice(start, end)) })
    from = end
  }
}

function endOf(source: string, start: number): number {
  const at = source[start + 2] === '~' ? start + 3 : start + 2
  if (source.startsWith('!--', at)) return behind(source, /--~?\}\}/g, at + 1)
  if (source[at] === '!') return behind(source, /\}\}/g, at + 1)
  return behind(source, /(?:[^"'[}]|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\[(?:[^\]\\]|\\[\s\S])*\]|\}(?!\}))*\}\}/gy, at)
}

function behind(source: string, close: RegExp, from: number): number {
  close.lastIndex = from
  const match = close.exec(source)
  return match ? match.index + match[0].length : -1
}

function kindOf(text: string): MustacheKind {
  const inner = text.slice(2).replace(/^~/, '').trimStart()
  if (inner.startsWith('!')) return 'comment'
  if (inner.startsWith('#') || /^\^\s*[^\s~}]/.test(inner)) return 'open'
  if (inner.startsWith('/')) return 'close'
  return inner.startsWith('^') || /^else\b/.test(inner) ? 'else' : 'output'
}

/** What stands between the braces. */
export function innerOf(mustache: string): string {
  return mustache.slice(2, -2).trim()
}
