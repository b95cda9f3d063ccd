// Numbers keep every digit and repeated names stay: the text is laid out token by token and never parsed into values.
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Lays a JSON text out over lines. Out: null for a text that is not a JSON object or list. */
export function formatJson(text: string): string | null {
  if (!isJsonTree(text)) return null
  let out = ''
  let depth = 0
  const lineBreak = () => `\n${'  '.repeat(depth)}`
  let before = ''
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']'
    if (closes) depth--
    const wasOpened = before === '{' || before === '['
    if (before === ',' || (wasOpened && !closes) || (closes && !wasOpened)) out += lineBreak()
    out += token === ':' ? ': ' : token
    if (token === '{' || token === '[') depth++
    before = token
  }
  return out
}

function isJsonTree(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
