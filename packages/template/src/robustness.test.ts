import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, diagnoseTemplate, judgeJson, type TemplateContext, urlSkeleton } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'
import { scanSource } from './scan.ts'

const contexts: TemplateContext[] = ['json', 'url', 'header', 'form', 'text', 'xml']
const tokens = [
  ...[
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{#',
    '{{/',
    '{{^',
    '{{!',
    '{{!--',
    '--}}',
    '{{>',
    '{{~',
    '~}}',
    '{{&',
    '{{{{',
    '}}}}',
    '{{else}}',
    '{{#*',
    '\\',
    '\\{{',
  ],
  ...[
    'if',
    'each',
    'unless',
    'with',
    'event',
    'state',
    '.',
    '/',
    '..',
    'this',
    '@index',
    '@root',
    'as |x y|',
    '(',
    ')',
    '"',
    "'",
    '[',
    ']',
    '|',
    '=',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'lookup',
    'default',
    'eq',
    'and',
    'json',
    '1',
    'true',
    'null',
    ' ',
    '\n',
    '\u2028',
    '\u0000',
    '\ud800',
    ':',
    ',',
  ],
  ...['{{event.x}}', '{{#if event.x}}', '{{/if}}', '{{#each event.xs}}', '{{/each}}', '{{lookup event state.k}}', '"{{event.x}}"'],
]
const anySource = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...tokens), { maxLength: 25 }).map((parts) => parts.join('')),
)
const names = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'prototype', 'polluted']

describe('whatever is written', () => {
  it('is compiled or refused with places inside it, and never thrown at', () => {
    fc.assert(
      fc.property(anySource, fc.constantFrom(...contexts), (source, context) => {
        const compiled = compileTemplate(source, context)
        for (const { start = 0, end = 0 } of compiled.ok ? [] : compiled.diagnostics) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(source.length + 1)
        }
        const found = diagnoseTemplate({ source, context, path: 'body', fields: { event: { properties: {} } } })
        expect(found.some(({ severity }) => severity === 'error')).toBe(!compiled.ok)
        judgeJson(source)
        urlSkeleton(source)
        if (compiled.ok) compiled.template.render(sampleScope({ x: 'a', xs: [1, { b: 2 }] }, { k: 'x' }))
      }),
      { numRuns: 2000 },
    )
  }, 60_000)

  it('is parsed with every character in its place', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const scan = scanSource(source)
        if (scan.ok) expect(scan.masked.length).toBe(source.length)
      }),
    )
  })

  it('text without tags comes out as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (text.includes('{{') || text.includes('\u0000')) return
        const compiled = compileTemplate(text, 'text')
        expect(compiled.ok && compiled.template.render(sampleScope())).toEqual({ ok: true, text })
      }),
    )
  })

  it('reads nothing of a prototype, by path, lookup or loop, and changes none', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join()
    const polluted = Object.create({ polluted: 'secret', x: 'secret' }) as Record<string, never>
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom('event', 'state', 'event.own', 'steps', 'now'), (name, root) => {
        const scope = sampleScope(Object.assign(polluted, { own: {}, name: name as never }), JSON.parse(`{"name":"${name}"}`))
        for (const source of [
          `{{${root}.${name}}}`,
          `{{lookup ${root} "${name}"}}`,
          `{{lookup ${root} state.name}}`,
          `{{#with ${root} }}{{this.${name}}}{{/with}}`,
        ]) {
          const compiled = compileTemplate(source, 'text')
          if (compiled.ok) expect(compiled.template.render(scope)).toEqual({ ok: true, text: '' })
        }
      }),
    )
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
  })

  it.each([
    '{{['.repeat(20_000),
    '{{!--'.repeat(12_000),
    `{{"${'\\"'.repeat(30_000)}`,
    `{{${'('.repeat(60_000)}`,
    '\\{{'.repeat(20_000),
    `{{~${' '.repeat(60_000)}`,
    `${' \n'.repeat(30_000)}{{#if event.x}}{{/if}}`,
    `{{event.${'x'.repeat(60_000)}`,
    '{{#each event.x}}'.repeat(500) + '{{/each}}'.repeat(500),
    '{{#if event.x}}{{else if event.y}}'.repeat(300),
    `{{#if (and ${'(or event.a event.b) '.repeat(16)})}}[{{/if}}`.repeat(20),
  ])('a template made to be dear is done with soon', (source) => {
    const start = performance.now()
    for (const context of contexts) compileTemplate(source, context)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
