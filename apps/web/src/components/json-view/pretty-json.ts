const indent = '  '
/** Deeper levels stand below each other: indented ever further, a few kilobytes of brackets would fill the memory. */
const indentMax = 32

const part = /"(?:[^"\\]|\\[\s\S])*"|[^\s{}[\],:"]+|[{}[\],:]/g

export interface Pretty {
  text: string
  /** Whether the text goes on behind what was asked for. */
  isCut: boolean
}

/** Whether the text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * JSON with one member a line, every token as it was written.
 * In: JSON, and after how many characters to stop.
 */
export function prettyJson(text: string, charsMax: number): Pretty {
  let out = ''
  let depth = 0
  let before = ''
  for (const [token] of text.matchAll(part)) {
    if (out.length > charsMax) return { text: out.slice(0, charsMax), isCut: true }
    const closes = token === '}' || token === ']'
    if (closes) depth--
    const isEmpty = closes && (before === '{' || before === '[')
    if (closes ? !isEmpty : before === '{' || before === '[' || before === ',') out += `\n${indent.repeat(Math.min(depth, indentMax))}`
    else if (before === ':') out += ' '
    out += token
    if (token === '{' || token === '[') depth++
    before = token
  }
  return cutText(out, charsMax)
}

/** The beginning of a text, never ending in half a character. */
export function cutText(text: string, charsMax: number): Pretty {
  if (text.length <= charsMax) return { text, isCut: false }
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(charsMax - 1))
  return { text: text.slice(0, isHalf ? charsMax - 1 : charsMax), isCut: true }
}
