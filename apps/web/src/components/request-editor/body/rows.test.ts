import { compileTemplate, judgeJson } from '@hookline/template'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOfRows, rowProblem } from './body-of-rows.ts'
import { bodyTokens } from './body-tokens.ts'
import { formatBody } from './format-body.ts'
import { mustachesOf } from './mustaches.ts'
import { type Row, rowTypes } from './rows.ts'
import { rowsOfBody } from './rows-of-body.ts'

const pieces = fc.constantFrom(
  ...[
    '{{event.x}}',
    '{{default state.n "a b"}}',
    '{{#if event.x}}',
    '{{else}}',
    '{{/if}}',
    '{{',
    '}}',
    '{',
    '}',
    '\\',
    '"',
    "'",
    ' ',
    '\n',
    '\u0000',
  ],
  ...[
    '{{! c }}',
    '{{!-- }} --}}',
    '{{bad',
    '{{foo.x}}',
    '{{{x}}}',
    '[',
    ']',
    ',',
    ':',
    '1',
    'a',
    'é',
    '😀',
    '\ud800',
    '~',
    '{{~event.x~}}',
    '{{this}}',
    '\\u007b',
  ],
)
const anyText = fc.oneof(
  fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string(),
)
const anyRow: fc.Arbitrary<Row> = fc.letrec<{ row: Row }>((tie) => ({
  row: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({ key: anyText, type: fc.constantFrom(...rowTypes), value: anyText }),
    fc.record({
      key: anyText,
      type: fc.constantFrom('object' as const, 'list' as const, 'each' as const),
      value: fc.oneof(anyText, fc.constantFrom('event.items', 'this.items')),
      rows: fc.array(tie('row'), { maxLength: 2 }),
    }),
  ),
})).row

const field = fc.constantFrom('event.x', 'state.[a b]', 'default event.x 5', 'now', 'json event.items')
/** JSON that no other type of row says. */
const structure = fc.constantFrom('null', '{{#if event.x}}1{{else}}2{{/if}}', '[{{#each event.x}}1{{#unless @last}},{{/unless}}{{/each}}]')
/** Rows whose values are what their types say. */
const leafRow: fc.Arbitrary<Row> = fc.oneof(
  fc.record({ key: anyText, type: fc.constant('text' as const), value: anyText }),
  fc.record({
    key: anyText,
    type: fc.constant('number' as const),
    value: fc.oneof(fc.integer().map(String), fc.constantFrom('1.50', '-0', '12e400')),
  }),
  fc.record({ key: anyText, type: fc.constant('yes-no' as const), value: fc.constantFrom('true', 'false') }),
  fc.record({ key: anyText, type: fc.constant('field' as const), value: field }),
  fc.record({ key: anyText, type: fc.constant('json' as const), value: structure }),
)

const soundRow: fc.Arbitrary<Row> = fc.letrec<{ row: Row; entry: Row }>((tie) => ({
  row: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leafRow,
    fc.record({ key: anyText, type: fc.constant('object' as const), value: fc.constant(''), rows: fc.array(tie('row'), { maxLength: 2 }) }),
    fc.record({ key: anyText, type: fc.constant('list' as const), value: fc.constant(''), rows: fc.array(tie('entry'), { maxLength: 2 }) }),
    fc.record({
      key: anyText,
      type: fc.constant('each' as const),
      value: fc.constantFrom('event.items', 'state.[a]'),
      rows: fc.array(tie('row'), { maxLength: 2 }),
    }),
  ),
  entry: tie('row').map((row) => ({ ...row, key: '' })),
})).row

describe('rows to body', () => {
  it('is valid JSON for every value, whatever the rows hold', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 5 }), (rows) => {
        expect(judgeJson(bodyOfRows(rows))).toEqual({ verdict: 'always-valid' })
      }),
      { numRuns: 300 },
    )
  })

  it('and back loses nothing', () => {
    fc.assert(
      fc.property(fc.array(soundRow, { maxLength: 3 }), (rows) => {
        expect(rowsOfBody(bodyOfRows(rows))).toEqual({ ok: true, rows })
      }),
      { numRuns: 150 },
    )
  })

  it('sends a text as it was typed where it holds no tags', () => {
    fc.assert(
      fc.property(anyText, anyText, (key, value) => {
        fc.pre(mustachesOf(key).length === 0 && mustachesOf(value).length === 0)
        expect(rendered(bodyOfRows([{ key, type: 'text', value }]))).toBe(JSON.stringify({ [key]: value }))
      }),
    )
  })

  it('a text keeps its tags, and braces that are none stay braces', () => {
    const [row] = [{ key: 'k', type: 'text' as const, value: 'Hi {{event.x}} {{ and {{bad.root}} \\' }]
    expect(JSON.parse(rendered(bodyOfRows([row])))).toEqual({ k: 'Hi X {{ and {{bad.root}} \\' })
  })

  it('objects, lists and loops over lists stand in each other', () => {
    const rows: Row[] = [
      { key: 'user', type: 'object', value: '', rows: [{ key: 'id', type: 'text', value: '{{user.id}}' }] },
      { key: 'tags', type: 'list', value: '', rows: [{ key: '', type: 'text', value: 'a' }] },
      { key: 'rows', type: 'each', value: 'event.items', rows: [{ key: 'n', type: 'field', value: 'this.n' }] },
    ]
    expect(bodyOfRows(rows)).toBe(
      '{\n  "user": {\n    "id": "{{user.id}}"\n  },\n  "tags": [\n    "a"\n  ],\n  "rows": {{#list event.items}}{\n    "n": {{this.n}}\n  }{{/list}}\n}',
    )
    expect(rowsOfBody(bodyOfRows(rows))).toEqual({ ok: true, rows })
  })

  it('says what is not sent as its type says', () => {
    expect(rowProblem({ key: 'k', type: 'number', value: '1.' })).toContain('sent as text')
    expect(rowProblem({ key: 'k', type: 'field', value: 'foo.bar' })).toContain('null')
    expect(rowProblem({ key: 'k', type: 'json', value: '{"a":' })).toContain('sent as text')
    expect(rowProblem({ key: 'k', type: 'number', value: '1.5' })).toBeNull()
  })
})

function rendered(body: string): string {
  const compiled = compileTemplate(body, 'json')
  if (!compiled.ok) throw new Error('the body does not compile')
  const now = '2026-01-01T00:00:00Z'
  const result = compiled.template.render({
    event: { x: 'X' },
    trigger: { id: 'e', type: 't', occurredAt: now },
    user: { id: 'u' },
    state: {},
    campaign: null,
    now,
  })
  if (!result.ok) throw new Error(result.message)
  return JSON.stringify(JSON.parse(result.text))
}

describe('body to rows', () => {
  it('tells the types apart', () => {
    const body = '{"a":"x {{event.x}}","b":{{ event.x }},"c":-1.5,"d":true,"e":null,"f":{"g":[1, 2]},"h":{{#if event.x}}1{{else}}2{{/if}}}'
    const result = rowsOfBody(body)
    expect(result.ok && result.rows.map(({ key, type, value }) => `${key} ${type} ${value}`)).toEqual([
      'a text x {{event.x}}',
      'b field event.x',
      'c number -1.5',
      'd yes-no true',
      'e json null',
      'f object ',
      'h json {{#if event.x}}1{{else}}2{{/if}}',
    ])
  })

  it.each([
    ['[1]', 'one object'],
    ['"text"', 'one object'],
    ['{"a":}', 'Mend it'],
    ['{ {{#if event.b}}"a":1,{{/if}}"z":0}', '{{#if event.b}}'],
    ['{"a":1{{#if event.b}},"b":2{{/if}}}', 'condition'],
    ['{ {{!-- note --}}"a":1}', 'comments'],
    ['{"a":"\\u007b\\u007bevent.x}}"}', 'rows would change'],
  ])('%s is not shown as rows, and why', (body, why) => {
    const result = rowsOfBody(body)
    expect(result.ok ? '' : result.reason).toContain(why)
  })
})

const member = fc.tuple(
  fc.constantFrom('"a"', '"b {{event.x}}"'),
  fc.constantFrom('1', '{{event.x}}', '"x  {{event.y}} , : {"', '[]', '{}', '[1,{{event.x}}]', '{"k":[{"n":null}]}'),
)
const body = fc
  .array(fc.tuple(member, fc.constantFrom('', '{{#if event.c}}', '{{#unless event.c}}\n')), { maxLength: 4 })
  .map(
    (members) =>
      `{ ${members.map(([[key, value], block]) => `${block}${key} :${value},${block ? `{{/${block.slice(3).split(' ')[0]}}}` : ''}`).join(' \n ')}"z":0}`,
  )

describe('format', () => {
  it('changes white space outside of texts and tags alone', () => {
    fc.assert(
      fc.property(body, (source) => {
        const formatted = formatBody(source)
        expect(formatted.ok).toBe(true)
        if (!formatted.ok) return
        const solid = (text: string) =>
          bodyTokens(text)
            .tokens.filter(({ kind }) => kind !== 'space')
            .map(({ text: piece }) => piece)
        expect(solid(formatted.text)).toEqual(solid(source))
        expect(judgeJson(formatted.text)).toEqual({ verdict: 'always-valid' })
        expect(formatBody(formatted.text)).toEqual(formatted)
      }),
    )
  })

  it('puts a member on each line', () => {
    expect(formatBody('{"a":{{event.x}},"b":[1,2],"c":{},"d":"x: {{event.y}}"}')).toEqual({
      ok: true,
      text: '{\n  "a": {{event.x}},\n  "b": [\n    1,\n    2\n  ],\n  "c": {},\n  "d": "x: {{event.y}}"\n}',
    })
  })

  it('leaves alone what has an open quote', () => {
    expect(formatBody('{"a": "x')).toMatchObject({ ok: false })
  })
})
