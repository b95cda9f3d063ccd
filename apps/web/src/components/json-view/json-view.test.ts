import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonTokens, plainTokens } from './json-tokens.ts'
import { cutText, isJson, prettyJson } from './pretty-json.ts'
import { allCharsMax, firstCharsMax, linesOf, shownText } from './shown-text.ts'

const join = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text).join('')

describe('pretty JSON', () => {
  it('is what JSON.stringify writes, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const compact = JSON.stringify(value)
        expect(prettyJson(compact, allCharsMax)).toEqual({ text: JSON.stringify(value, null, 2), isCut: false })
      }),
    )
  })

  it('keeps numbers and repeated keys as they were written', () => {
    expect(prettyJson('{"a":1.0e400,"a":12345678901234567890}', 1000).text).toBe('{\n  "a": 1.0e400,\n  "a": 12345678901234567890\n}')
  })

  it('of thousands of brackets stays small', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    expect(prettyJson(deep, firstCharsMax)).toMatchObject({ isCut: true })
    expect(prettyJson(deep, firstCharsMax).text.length).toBeLessThanOrEqual(firstCharsMax)
  })
})

describe('tokens', () => {
  it('lose nothing of any text that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(join(jsonTokens(text))).toBe(text)
      }),
    )
  })

  it('tell keys, texts, numbers and words apart', () => {
    expect(jsonTokens('{"a": "b", "c": -1.5e3, "d": true}').filter(({ kind }) => kind !== 'plain')).toEqual([
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"b"' },
      { kind: 'key', text: '"c"' },
      { kind: 'number', text: '-1.5e3' },
      { kind: 'key', text: '"d"' },
      { kind: 'literal', text: 'true' },
    ])
  })

  it('name what cannot be seen or turns the text around', () => {
    expect(join(plainTokens('a\u0000b\u202ec\ud800d'))).toBe('aU+0000bU+202EcU+D800d')
    expect(join(plainTokens('line\n\ttab 😀'))).toBe('line\n\ttab 😀')
  })
})

describe('what is shown', () => {
  it('of a very long text is its first 64 KB, and never half a character', () => {
    const text = '😀'.repeat(firstCharsMax)
    const shown = shownText(`x${text}`, { raw: false, all: false })
    expect(shown.isCut).toBe(true)
    expect(join(shown.tokens)).toBe(cutText(`x${text}`, firstCharsMax).text)
    expect(join(shown.tokens).endsWith('😀')).toBe(true)
  })

  it('is all of it when asked for', () => {
    const text = JSON.stringify({ text: 'y'.repeat(300_000) })
    const shown = shownText(text, { raw: true, all: true })
    expect(join(shown.tokens) + shown.rest).toBe(text)
    expect(shown.isCut).toBe(false)
  })

  it('of what is no JSON is the text as it came', () => {
    expect(isJson('{"a":}')).toBe(false)
    expect(join(shownText('a=1&b=2', { raw: false, all: false }).tokens)).toBe('a=1&b=2')
  })

  it('a megabyte of anything is prepared quickly', () => {
    for (const text of ['"'.repeat(1e6), '\\"'.repeat(5e5), '-'.repeat(1e6), '{'.repeat(1e6), `"${'\\'.repeat(1e6)}`]) {
      const start = performance.now()
      shownText(text, { raw: false, all: true })
      expect(performance.now() - start).toBeLessThan(1500)
    }
  })

  it('by lines is the same text', () => {
    const { tokens } = shownText('{"a":[1,2],"b":"x"}', { raw: false, all: false })
    expect(linesOf(tokens).map(join).join('\n')).toBe(join(tokens))
  })
})
