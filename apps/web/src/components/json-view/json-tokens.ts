// Works on the text, never on parsed values: numbers stay as they were written, keys that stand twice stay twice.

export type TokenKind = 'key' | 'string' | 'number' | 'literal' | 'mark' | 'plain'

export interface Token {
  kind: TokenKind
  text: string
}

const part = /"(?:[^"\\]|\\[\s\S])*(?:"|$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b|[\s{}[\],:]+|[^"\d\-{}[\],:\s]+|[\s\S]/g

// Characters that have no shape of their own, or that turn the text around them: they are shown by their names.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]/gu

/** In: any text. Out: the same text in pieces; what is no JSON is plain. Linear in its length. */
export function jsonTokens(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(part)) {
    const [piece] = match
    const kind = kindOf(piece, text, match.index + piece.length)
    const last = tokens.at(-1)
    if (kind === 'plain' && last?.kind === 'plain') last.text += piece
    else tokens.push({ kind, text: piece })
  }
  return tokens.flatMap(withMarks)
}

/** The same for text that is no JSON: only what cannot be seen is marked. */
export function plainTokens(text: string): Token[] {
  return withMarks({ kind: 'plain', text })
}

function kindOf(piece: string, text: string, end: number): TokenKind {
  const first = piece.charAt(0)
  if (first === '"') return colon.test(text.slice(end, end + 20)) ? 'key' : 'string'
  if (/^-?\d/.test(piece)) return 'number'
  return piece === 'true' || piece === 'false' || piece === 'null' ? 'literal' : 'plain'
}

const colon = /^\s*:/

function withMarks(token: Token): Token[] {
  if (token.text.search(hidden) < 0) return [token]
  const tokens: Token[] = []
  let from = 0
  for (const match of token.text.matchAll(hidden)) {
    if (match.index > from) tokens.push({ kind: token.kind, text: token.text.slice(from, match.index) })
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    tokens.push({ kind: 'mark', text: `U+${code}` })
    from = match.index + match[0].length
  }
  if (from < token.text.length) tokens.push({ kind: token.kind, text: token.text.slice(from) })
  return tokens
}
