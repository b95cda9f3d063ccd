// Browsers word their complaints about JSON each in its own way, and for programmers. This one says where, what, and how it is written.

const part =
  /"(?:[^"\\\n]|\\.)*(?:"|(?=\n|$))|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|[{}[\],:]|[^\s"{}[\],:]+|(?<space>\s+)/gu
const string = /^"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"$/
const number = /^-?\d/
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them inside a text
const control = /[\u0000-\u001f]/

type Wanted = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing'

interface Reading {
  wanted: Wanted
  open: ('{' | '[')[]
}

/** What is wrong with a text that JSON.parse refuses, in words and with its place; null where nothing is found. */
export function jsonMistake(text: string): string | null {
  const reading: Reading = { wanted: 'value', open: [] }
  for (const { 0: token, index, groups } of text.matchAll(part)) {
    if (groups?.space !== undefined) continue
    const what = mistakeIn(token) ?? step(reading, token)
    if (what !== null) return `${placeOf(text, index)}: ${what}.`
  }
  return reading.wanted === 'nothing' ? null : 'It ends too early: a quote, bracket or brace is not closed.'
}

/** What is wrong with the token wherever it stands. */
function mistakeIn(token: string): string | null {
  if (token.startsWith('"')) {
    if (string.test(token)) return token.search(control) < 0 ? null : 'a tab inside a text is written \\t'
    return /[^\\](?:\\\\)*"$/.test(token)
      ? 'this text holds a backslash: it is written twice, \\\\'
      : 'the text that begins here is not closed: put a " at its end'
  }
  if (/^['‘’“”]/.test(token)) return 'text stands in straight double quotes: "text"'
  if (/^(true|false|null)$/i.test(token) && token !== token.toLowerCase())
    return `${token} is written in small letters: ${token.toLowerCase()}`
  return null
}

/** Takes the next token. Out: null, or what is wrong with it here. */
function step(reading: Reading, token: string): string | null {
  const { wanted, open } = reading
  if (token === '}' || token === ']') return close(reading, token)
  switch (wanted) {
    case 'nothing':
      return 'the object is closed already, and nothing may follow it'
    case 'colon':
      reading.wanted = 'value'
      return token === ':' ? null : 'a colon is missing after the name'
    case 'comma or end':
      reading.wanted = open.at(-1) === '{' ? 'name' : 'value'
      return token === ',' ? null : 'a comma is missing before this'
    case 'name':
    case 'name or end':
      reading.wanted = 'colon'
      if (token.startsWith('"')) return null
      return token === ',' ? 'a comma too many' : `the name stands in double quotes: "${token.slice(0, 40)}"`
    case 'value':
    case 'value or end':
      return takeValue(reading, token)
  }
}

function takeValue(reading: Reading, token: string): string | null {
  if (token === '{' || token === '[') {
    reading.open.push(token)
    reading.wanted = token === '{' ? 'name or end' : 'value or end'
    return null
  }
  reading.wanted = reading.open.length === 0 ? 'nothing' : 'comma or end'
  if (token === ',' || token === ':') return 'a value is missing before this'
  if (token.startsWith('"') || /^(true|false|null)$/.test(token)) return null
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) return null
  const shown = token.slice(0, 40)
  return number.test(token) || token.startsWith('.') || token.startsWith('+')
    ? `${shown} is no number: write it as 5, -2.5 or 1e6`
    : `${shown} is no value: text stands in double quotes, "${shown}"`
}

function close(reading: Reading, token: '}' | ']'): string | null {
  const { wanted, open } = reading
  const began = open.pop()
  if (began === undefined) return `nothing is open that this ${token} could close`
  if (began !== (token === '}' ? '{' : '[')) return `a ${began === '{' ? '}' : ']'} is missing before this ${token}`
  if (wanted === 'name' || (wanted === 'value' && began === '[')) return `a comma too many before this ${token}`
  if (wanted === 'colon' || wanted === 'value') return 'a value is missing before this'
  reading.wanted = open.length === 0 ? 'nothing' : 'comma or end'
  return null
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `Line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}`
}
