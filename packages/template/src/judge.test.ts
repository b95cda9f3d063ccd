import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTree } from './build-tree.ts'
import { compileTemplate, judgeJson } from './index.ts'
import { judgeTree } from './judge.ts'
import { compileNodes } from './render.ts'
import { sampleScope } from './sample-scope.fixture.ts'
import { writeJsonString, writeJsonValue } from './write.ts'

describe('always valid', () => {
  it.each([
    '{"n":{{event.n}}}',
    '{"id":"{{event.user.id}}","n":{{event.count}},"lvl":"{{state.level}}"}',
    '{{#if event.vip}}1{{else}}0{{/if}}',
    '{"a":1{{#if event.b}},"b":"{{event.b}}"{{/if}}{{#unless event.c}},"c":2{{/unless}}}',
    '{"a":"{{#if event.b}}x{{else if event.c}}{{event.c}}{{/if}}"}',
    '{{#if event.a}}[{{/if}}1{{#if event.a}}]{{/if}}',
    '{{#if (not event.a)}}{{else}}[{{/if}}1{{#if event.a}}]{{/if}}',
    '{{#if (and event.a event.b)}}[{{/if}}1{{#if event.a}}{{#if event.b}}]{{/if}}{{/if}}',
    '[{{#each event.items}}{{#unless @first}},{{/unless}}{{this}}{{/each}}]',
    '[{{#each event.items}}{{#if @index}},{{/if}}{{this}}{{/each}}]',
    '[{{#each event.items as |item|}}{"n":"{{item.name}}"}{{#unless @last}},{{/unless}}{{/each}}]',
    '[{{#each event.rows}}{{#unless @first}},{{/unless}}[{{#each this}}{{this}}{{#unless @last}},{{/unless}}{{/each}}]{{/each}}]',
    '{"all":"{{#each event.items}}{{this}} {{/each}}"}',
    '[{{#each event.items}}{{#if (gt @index 0)}},{{/if}}{{this}}{{/each}}]',
    '[{{#each event.items}}{{#unless (eq @index 0)}},{{/unless}}{{this}}{{/each}}]',
    '{{#if (eq event.a 1)}}[{{/if}}1{{#unless (ne event.a 1)}}]{{/unless}}',
    '{{#list event.items}}{{this}}{{/list}}',
    '{"rows":{{#list event.rows as |row|}}{"n":{{row.n}},"tags":{{#list row.tags}}"{{this}}"{{/list}} }{{/list}} }',
    '{"a":{{#list event.a}}1{{else}}2{{/list}},"b":"{{upper (default event.b "x")}}","h":"{{sha256 event.c}}"}',
    '{ {{#each event.data}}"{{@key}}":{{this}},{{/each}}"end":true}',
    '{{#each event.items}}{{#if @first}}{{this}}{{/if}}{{else}}null{{/each}}',
    '{{#with event.a}}{{this.b}}{{else}}0{{/with}}',
    '{"n":-1.5e3,"t":true,"f":false,"z":null,"e":"\\u00e9\\n"}',
    ' \n{{!-- a comment --}} [] ',
    `{ ${Array.from({ length: 150 }, (_, index) => `{{#if event.f${index}}}"k${index}":1,{{/if}}`).join('')}"z":0}`,
  ])('%s', (source) => {
    expect(judgeJson(source)).toEqual({ verdict: 'always-valid' })
  })
})

describe('breaks, and where', () => {
  it.each([
    ['{"a":"{{event.x}}",}', 'template.trailing-comma', ','],
    ['[1,2,]', 'template.trailing-comma', ','],
    ['{"a": text{{event.x}}}', 'template.unquoted-string', 'text{{event.x}}'],
    ['{"a":hello}', 'template.unquoted-string', 'hello'],
    ['{"a":{{event.x}}{{event.y}}}', 'template.unquoted-string', '{{event.x}}{{event.y}}'],
    ['{"a":{{event.x}} points}', 'template.missing-comma', 'p'],
    ['{"a":{{event.x}}points}', 'template.unquoted-string', '{{event.x}}points'],
    ['{"a":{{event.x}} {{event.y}}}', 'template.missing-comma', '{{event.y}}'],
    ['{"a":5{{event.x}}}', 'template.unquoted-string', '5{{event.x}}'],
    ['{ {{event.x}}:1}', 'template.unquoted-key', '{{event.x}}'],
    ['{name:1}', 'template.unquoted-key', 'name'],
    ['{"a" {{event.x}}}', 'template.missing-colon', '{{event.x}}'],
    ['{"a":1 "b":2}', 'template.missing-comma', '"'],
    ['{"a":}', 'template.missing-value', '}'],
    ['{"a":,"b":1}', 'template.missing-value', ','],
    ['[,1]', 'template.extra-comma', ','],
    ['{"a":"x', 'template.unclosed', 'x'],
    ['{"a":1', 'template.unclosed', '1'],
    ['[1}', 'template.mismatched-bracket', '}'],
    ["{'a':1}", 'template.unquoted-key', "'a'"],
    ['{"a":\'x\'}', 'template.single-quotes', "'"],
    ['{"a":1} // end', 'template.comment', '/'],
    ['{"a":1}{{event.x}}', 'template.extra-text', '{{event.x}}'],
    ['{"a":"x\ny"}', 'template.control-character', '\n'],
    ['{"a":"\\x"}', 'template.bad-escape', 'x'],
    ['{"a":007}', 'template.bad-number', '0'],
    ['{"a":+1}', 'template.json-syntax', '+'],
  ])('%s is %s at %s', (source, code, at) => {
    const verdict = judgeJson(source)
    const [first] = verdict.verdict === 'breaks' ? verdict.diagnostics : []
    expect(first).toMatchObject({ severity: 'error', code })
    expect(source.slice(first?.start, first?.end)).toBe(at)
  })

  it.each(['', ' \n'])('an empty body: %j', (source) => {
    expect(judgeJson(source)).toMatchObject({ verdict: 'breaks', diagnostics: [{ code: 'template.empty-body' }] })
  })

  it.each([
    ['{"a":1,{{#if event.vip}}"b":2{{/if}}}', 'when event.vip is empty'],
    ['{"a":{{#if event.vip}}1{{/if}}}', 'when event.vip is empty'],
    ['{"a":1{{#unless event.vip}}"b":2{{/unless}}}', 'when event.vip is empty'],
    ['{{#if (eq event.tier "gold")}}[{{/if}}1', 'when (eq event.tier "gold") is true'],
    ['{{#if (gt event.level 10)}}1{{else}}x{{/if}}', 'when (gt event.level 10) is false'],
    ['[{{#each event.items}}{{this}},{{/each}}]', 'when event.items has one entry'],
    ['[{{#each event.items}}{{#if this.b}},{{/if}}1{{/each}}]', 'when event.items has one entry and this.b is not empty'],
    ['{{#with event.a}}{{#if this.b}}1{{/if}}{{else}}2{{/with}}', 'when event.a is not empty'],
  ])('%s breaks %s', (source, when) => {
    const verdict = judgeJson(source)
    expect(verdict.verdict).toBe('breaks')
    expect(verdict.verdict === 'breaks' && verdict.diagnostics[0]?.message).toContain(when)
  })

  it('a tag inside quotes on one way and outside on another is refused', () => {
    const verdict = judgeJson('[{{#if event.a}}"{{/if}}{{event.b}}{{#if event.a}}"{{/if}}]')
    expect(verdict).toMatchObject({ verdict: 'breaks', diagnostics: [{ code: 'template.mixed-position' }] })
  })

  it('the remedy of an unconditional mistake mends the body', () => {
    for (const source of ['{"a":1,}', '{"a":hello}', '{"a":hi {{event.x}}}', '{ {{event.x}}:1}', '{"a":1 "b":2}', '{"a":"x\ty"}']) {
      const verdict = judgeJson(source)
      const edit = verdict.verdict === 'breaks' ? verdict.diagnostics[0]?.edit : undefined
      expect(edit).toBeDefined()
      if (edit) expect(judgeJson(source.slice(0, edit.start) + edit.text + source.slice(edit.end))).toEqual({ verdict: 'always-valid' })
    }
  })
})

describe('cannot be proved', () => {
  it.each([
    ['{{#each event.items}}{{#unless @first}},{{/unless}}"{{this.name}}"{{/each}}', 'event.items has several entries'],
    ['[{{#each event.items}}{{this}}{{/each}}]', 'event.items has several entries'],
    ['{{#each event.items}}{{#if @first}}{{this}}{{/if}}{{/each}}', 'event.items has no entries'],
    ['{{#if user.id}}1{{/if}}', 'user.id is empty'],
  ])('%s, because of %s', (source, why) => {
    const verdict = judgeJson(source)
    expect(verdict.verdict).toBe('cannot-prove')
    if (verdict.verdict !== 'cannot-prove') return
    expect(verdict.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true)
    expect(verdict.diagnostics.map(({ message }) => message).join()).toContain(why)
  })
})

describe('the bounds', () => {
  it.each([
    `${'{{#each event.x}}'.repeat(30)}1${'{{/each}}'.repeat(30)}`,
    `${'{{#each event.x}}'.repeat(20)}${'"a"'.repeat(2000)}${'{{/each}}'.repeat(20)}`,
    `[${Array.from({ length: 400 }, (_, index) => `{{#if event.f${index}}}[{{/if}}`).join('')}`,
    '['.repeat(32_000) + ']'.repeat(32_000),
    '{{#each event.x}}[{{/each}}1{{#each event.x}}]{{/each}}',
  ])('a hard body is judged in bounded time', (source) => {
    const start = performance.now()
    judgeJson(source)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

const conditions = [
  'event.a',
  'event.b',
  '(eq event.a 1)',
  '(not event.b)',
  '(and event.a event.b)',
  '(or event.b event.c)',
  'event.xs',
  '(gt event.c 2)',
]
const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '"k":',
  '1',
  'true',
  'x',
  ' ',
  '\\',
  '"s"',
  '[]',
  '{{event.a}}',
  '"{{event.b}}"',
  '{{json event.c}}',
]

/** Bodies from pieces of JSON and blocks: mostly broken. */
const anyBody = fc.letrec<{ body: string; part: string }>((tie) => ({
  body: fc.array(tie('part'), { maxLength: 6 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...pieces),
    fc
      .tuple(fc.constantFrom(...conditions), tie('body'), tie('body'))
      .map(([test, then, other]) => `{{#if ${test} }}${then}{{else}}${other}{{/if}}`),
    fc
      .tuple(fc.constantFrom('event.xs', 'event.c'), tie('body'))
      .map(([list, body]) => `{{#each ${list} }}{{#unless @first}},{{/unless}}${body}{{/each}}`),
    fc
      .tuple(fc.constantFrom('event.xs', 'event.a'), tie('body'), tie('body'))
      .map(([list, body, other]) => `{{#each ${list} }}${body}{{else}}${other}{{/each}}`),
  ),
})).body

/** Bodies that would be JSON if their conditions were left alone: mostly sound. */
const niceBody = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1', '"s"', '{{event.a}}', '"{{event.b}} x"', '{{default event.c 5}}', '[]'),
    fc
      .tuple(fc.constantFrom(...conditions), tie('value'), tie('value'))
      .map(([test, then, other]) => `{{#if ${test} }}${then}{{else}}${other}{{/if}}`),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(',')}]`),
    fc.array(fc.tuple(fc.constantFrom(...conditions), tie('value')), { maxLength: 3 }).map((members) => {
      return `{ ${members.map(([test, value], index) => `{{#if ${test} }}"k${index}":${value},{{/if}}`).join('')}"z":0}`
    }),
    tie('value').map((value) => `[{{#each event.xs}}${value}{{#unless @last}},{{/unless}}{{/each}}]`),
    tie('value').map((value) => `{{#list event.xs}}${value}{{/list}}`),
  ),
})).value

const anyData = fc.record({
  a: fc.constantFrom(undefined, null, 0, 1, 'x', '', [], [1], { k: 1 }),
  b: fc.constantFrom(undefined, false, true, '"', [1, 2]),
  c: fc.constantFrom(null, 0, 3, [], [1], [1, 2], [1, 2, 3]),
  xs: fc.constantFrom(undefined, [], [1], ['a', 'b'], [{}, {}, {}], { p: 1, q: 2 }, 'text'),
})
const everyData = fc.sample(anyData, { numRuns: 250, seed: 7 })

function renderUnchecked(source: string): (event: unknown) => string | undefined {
  const built = buildTree(source)
  if (!built.ok) return () => undefined
  const { positions } = judgeTree({ source, tree: built.tree })
  const render = compileNodes(built.tree, (output) => (positions.get(output) === 'value' ? writeJsonValue : writeJsonString))
  return (event) => {
    const rendered = render(sampleScope(JSON.parse(JSON.stringify(event))))
    return rendered.ok ? rendered.text : undefined
  }
}

function isJson(text: string | undefined): boolean {
  if (text === undefined) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the verdicts are true', () => {
  it('what is called always valid is JSON whatever the data, and what breaks breaks for some', () => {
    const counts = { 'always-valid': 0, breaks: 0, 'cannot-prove': 0 }
    fc.assert(
      fc.property(fc.oneof(anyBody, niceBody), (source) => {
        const { verdict } = judgeJson(source)
        counts[verdict]++
        const render = renderUnchecked(source)
        const broken = everyData.filter((event) => !isJson(render(event)))
        if (verdict === 'always-valid') expect(broken).toEqual([])
        if (verdict === 'breaks' && buildTree(source).ok && !isAboutBounds(source)) expect(broken.length).toBeGreaterThan(0)
      }),
      { numRuns: 800 },
    )
    expect(Math.min(counts['always-valid'], counts.breaks)).toBeGreaterThan(100)
  }, 60_000)

  it('a template that compiles gives JSON or says why not', () => {
    fc.assert(
      fc.property(fc.oneof(anyBody, niceBody), fc.constantFrom(...everyData), (source, event) => {
        const compiled = compileTemplate(source, 'json')
        if (!compiled.ok) return
        const rendered = compiled.template.render(sampleScope(JSON.parse(JSON.stringify(event))))
        if (rendered.ok) JSON.parse(rendered.text)
        else expect(rendered.code).toBe('invalid-body')
      }),
      { numRuns: 800 },
    )
  }, 60_000)
})

/** Refused because a tag has no one place or there are too many ways, not because of a rendering. */
function isAboutBounds(source: string): boolean {
  const verdict = judgeJson(source)
  const codes =
    verdict.verdict === 'breaks' ? verdict.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code) : []
  return codes.every((code) => code === 'template.mixed-position' || code === 'template.too-complex')
}
