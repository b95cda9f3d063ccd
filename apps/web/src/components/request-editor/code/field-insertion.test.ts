import { judgeJson } from '@hookline/template'
import { describe, expect, it } from 'vitest'
import { fieldInsertion } from './field-insertion.ts'
import { askedAt, blockOptions, fieldOptions, helperOptions } from './options.ts'

/** In: a text with | at the cursor. */
function put(marked: string, path = 'event.name', context: 'json' | 'url' | 'text' = 'json'): string {
  const at = marked.indexOf('|')
  const source = marked.replace('|', '')
  const { from, to, text } = fieldInsertion({ source, at, context }, path)
  return source.slice(0, from) + text + source.slice(to)
}

describe('a field that is dropped', () => {
  it.each([
    ['{"a": "Hi |"}', '{"a": "Hi {{event.name}}"}'],
    ['{"a": |}', '{"a": {{event.name}}}'],
    ['{"a": hello|}', '{"a": "hello{{event.name}}"}'],
    ['{"a": 12|}', '{"a": {{event.name}}}'],
    ['{|}', '{"name": {{event.name}}}'],
    ['{"a": 1|}', '{"a": {{event.name}}}'],
    ['{"a": [1] |}', '{"a": [1] , "name": {{event.name}}}'],
    ['{"a": "x",|}', '{"a": "x","name": {{event.name}}}'],
    ['{|"a": 1}', '{"name": {{event.name}}, "a": 1}'],
    ['{"a": [|]}', '{"a": [{{event.name}}]}'],
    ['{"a": [{{event.x}}|]}', '{"a": [{{event.x}}, {{event.name}}]}'],
    ['{"a": [|1 ]}', '{"a": [{{event.name}} ]}'],
    ['{"a": "{|"}', '{"a": "{ {{event.name}}"}'],
    ['|', '{{event.name}}'],
    ['{"a": 1\n}|', '{"a": 1, "name": {{event.name}}\n}'],
    ['[] |', '[{{event.name}}] '],
  ])('%s gives %s, which is JSON', (before, after) => {
    expect(put(before)).toBe(after)
    expect(judgeJson(put(before))).toEqual({ verdict: 'always-valid' })
  })

  it('into a tag puts its path alone', () => {
    expect(put('{"a": {{default | 5}}}')).toBe('{"a": {{default event.name 5}}}')
    expect(put('https://example.com/{{|', 'user.id', 'url')).toBe('https://example.com/{{user.id}}')
    expect(put('https://example.com/|', 'user.id', 'url')).toBe('https://example.com/{{user.id}}')
  })

  it('as a member is named by the last part of its path', () => {
    expect(put('{|}', 'state.[first name]')).toBe('{"first name": {{state.[first name]}}}')
  })
})

describe('what is being completed', () => {
  it.each([
    ['{"a": {{', 8, true],
    ['{"a": {{event.le', 8, true],
    ['{{#if ev', 6, false],
    ['{{default state.', 10, false],
    ['{{#if (e', 7, true],
    ['x {{state.[first na', 4, true],
  ])('%s', (before, from, isHead) => {
    expect(askedAt(before)).toEqual({ from, isHead })
  })

  it.each(['', 'plain', '{{event.x}} ', '\\{{ev', '{{! note', '{{default event.x "fri'])('nothing in %s', (before) => {
    expect(askedAt(before)).toBeNull()
  })
})

describe('options', () => {
  it('carry type and sample value, inner fields too', () => {
    const fields = [
      {
        path: 'event',
        name: 'Event',
        type: 'object' as const,
        children: [{ path: 'event.level', name: 'level', type: 'number' as const, sample: 5 }],
      },
    ]
    expect(fieldOptions(fields)).toEqual([
      { label: 'event', kind: 'field', detail: 'object', isWhole: true },
      { label: 'event.level', kind: 'field', detail: 'number · 5' },
    ])
  })

  it('describe every helper in one line', () => {
    for (const { info, example } of [...helperOptions, ...blockOptions]) {
      expect(info).toMatch(/^[A-Z][^\n]+\.$/)
      expect(example).toMatch(/^\{\{/)
    }
  })
})
