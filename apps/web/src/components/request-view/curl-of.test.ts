import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlOf, quoted } from './curl-of.ts'

/** The words that a POSIX shell makes of a command (Shell Command Language, 2.2 Quoting); throws where it would expand something. */
function wordsOf(command: string): string[] {
  const words: string[] = []
  let word: string | null = null
  for (let i = 0; i < command.length; i++) {
    const char = command.charAt(i)
    if (char === "'") {
      const end = command.indexOf("'", i + 1)
      if (end < 0) throw new Error('a quote is not closed')
      word = (word ?? '') + command.slice(i + 1, end)
      i = end
    } else if (char === '\\') {
      i++
      if (command.charAt(i) !== '\n') word = (word ?? '') + command.charAt(i)
    } else if (char === ' ') {
      if (word !== null) words.push(word)
      word = null
    } else if (/[A-Za-z0-9_./:-]/.test(char)) word = (word ?? '') + char
    else throw new Error(`the shell would read ${JSON.stringify(char)} as its own`)
  }
  return word === null ? words : [...words, word]
}

const awkward = [
  'a',
  'b',
  "'",
  '"',
  '\\',
  '$',
  '`',
  '!',
  '\n',
  '\r',
  '\t',
  '*',
  '?',
  '[',
  '{',
  '(',
  ';',
  '&',
  '|',
  '<',
  '#',
  '~',
  ' ',
  'é',
  '😀',
]

describe('quoting', () => {
  it('brings any text through the shell as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...awkward) })), (texts) => {
        expect(wordsOf(texts.map(quoted).join(' '))).toEqual(texts)
      }),
    )
  })

  it('leaves out NUL, which no argument can carry', () => {
    expect(quoted('a\0b')).toBe('ab')
  })
})

describe('a request as a command', () => {
  const request = {
    method: 'POST',
    url: "https://example.com/a?x={1}&y='[2]'",
    headers: [
      { name: 'content-type', value: 'application/json', secret: false },
      { name: 'X-Empty', value: '', secret: false },
      { name: 'Authorization', value: 'Bearer it', secret: true },
    ],
    body: '{"name":"O\'Neil $(id) `id`"}',
  }

  it('carries method, URL, headers and body', () => {
    expect(wordsOf(curlOf(request))).toEqual([
      ...['curl', '--globoff', '--path-as-is', '-X', 'POST', '--url', request.url],
      ...['-H', 'content-type: application/json', '-H', 'X-Empty;', '-H', 'Authorization: <Authorization>'],
      ...['--data-raw', request.body],
    ])
  })

  it('never holds the value of a secret header', () => {
    expect(curlOf(request)).not.toContain('Bearer')
  })

  it('has a body only if there is one, and no content type that nobody set', () => {
    expect(curlOf({ ...request, method: 'GET', headers: [], body: null })).not.toContain('--data')
    expect(wordsOf(curlOf({ ...request, headers: [], body: '' })).slice(-4)).toEqual(['-H', 'Content-Type:', '--data-raw', ''])
  })
})
