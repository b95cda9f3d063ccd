import { describe, expect, it } from 'vitest'
import accepted from '../../../vectors/accepted-inputs.json'
import refused from '../../../vectors/refused-inputs.json'
import { compileTemplate, judgeJson, type TemplateContext } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

const contexts: TemplateContext[] = ['json', 'url', 'header', 'form', 'text']

function valuesOf(name: string): unknown[] {
  return refused.filter((vector) => vector.class === name).map(({ value }) => value)
}

function codesOf(source: unknown, context: TemplateContext): string[] {
  const compiled = compileTemplate(source, context)
  return compiled.ok ? [] : compiled.diagnostics.map(({ code }) => code)
}

/** The generated vectors say how they are made. */
const generated: Record<string, string> = {
  "'{{~'.repeat(10000)+' '.repeat(100000)": `${'{{~'.repeat(10000)}${' '.repeat(100000)}`,
  "'{{'+'a.'.repeat(20000)+'a}}'": `{{${'a.'.repeat(20000)}a}}`,
  "'x'.repeat(262145)": 'x'.repeat(262145),
  "'{{event.x}}'.repeat(20000)": '{{event.x}}'.repeat(20000),
}

describe('what is refused', () => {
  it.each(valuesOf('template-syntax'))('bad syntax %j is refused in every context, with its place', (value) => {
    for (const context of contexts) {
      const compiled = compileTemplate(value, context)
      expect(compiled.ok).toBe(false)
      if (compiled.ok) continue
      for (const { start, end, severity } of compiled.diagnostics) {
        expect(severity).toBe('error')
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start ?? 0)
        expect(end).toBeLessThanOrEqual(String(value).length)
      }
    }
  })

  it.each(valuesOf('template-proto'))('prototype names are refused: %j', (value) => {
    for (const context of contexts) expect(codesOf(value, context)).toContain('template.forbidden-name')
  })

  it.each(valuesOf('template-feature'))('features beyond the allow list are refused: %j', (value) => {
    for (const context of contexts) expect(codesOf(value, context).length).toBeGreaterThan(0)
  })

  it.each(valuesOf('template-type'))('a template that is not a string is refused: %j', (value) => {
    for (const context of contexts) expect(codesOf(value, context)).toEqual(['template.not-a-string'])
  })

  it.each(Object.entries(generated))('%s is refused within 50 ms', (_, source) => {
    const start = performance.now()
    for (const context of contexts) expect(codesOf(source, context).length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it.each(valuesOf('json-template'))('a body that is not JSON is refused: %j', (value) => {
    expect(codesOf(value, 'json').length).toBeGreaterThan(0)
  })

  it.each([
    ['{{> foo}}', 'template.partial'],
    ['{{#*inline "a"}}x{{/inline}}', 'template.decorator'],
    ['{{* deco}}', 'template.decorator'],
    ['{{{{raw}}}}x{{{{/raw}}}}', 'template.raw-block'],
    ['{{{event.x}}}', 'template.triple'],
    ['{{&event.x}}', 'template.triple'],
    ['{{exec "id"}}', 'template.unknown-helper'],
    ['{{log event}}', 'template.unknown-helper'],
    ['{{process.env.SECRET}}', 'template.foreign-root'],
    ['{{this}}', 'template.this-outside-block'],
    ['{{@root.process}}', 'template.data-variable'],
    ['{{@index}}', 'template.data-variable'],
    ['{{#each event.x}}{{../event}}{{/each}}', 'template.parent-path'],
    ['{{"text"}}', 'template.literal'],
    ['{{#loop event.x}}{{/loop}}', 'template.unknown-block'],
    ['{{#if event.x event.y}}{{/if}}', 'template.helper-arguments'],
    ['{{default event.x}}', 'template.helper-arguments'],
    ['{{default event.x other=1}}', 'template.helper-arguments'],
    ['{{#each event.x as |event|}}{{/each}}', 'template.block-param'],
    [`${'{{#if event.x}}'.repeat(40)}${'{{/if}}'.repeat(40)}`, 'template.too-deep'],
    ['{{event.x}}'.repeat(1900), 'template.too-many-nodes'],
    [`{{event${'.x'.repeat(40)}}}`, 'template.path-too-long'],
    [' '.repeat(65537), 'template.too-large'],
  ])('%s is refused as %s', (source, code) => {
    expect(codesOf(source, 'text')[0]).toBe(code)
  })

  it('what is refused at its place is named by it', () => {
    const source = '{"a": "{{evnt.x}}", "b": "{{event.constructor}}"}'
    const compiled = compileTemplate(source, 'json')
    const places = compiled.ok ? [] : compiled.diagnostics.map(({ start, end }) => source.slice(start, end))
    expect(places).toEqual(['evnt.x', 'event.constructor'])
  })
})

describe('what is accepted', () => {
  it('32 blocks in one another, and any number of else if', () => {
    const nested = `${'{{#if event.x}}'.repeat(32)}x${'{{/if}}'.repeat(32)}`
    const chained = `{{#if event.x}}x${'{{else if event.y}}y'.repeat(100)}{{/if}}`
    for (const source of [nested, chained]) expect(compileTemplate(source, 'text').ok).toBe(true)
    expect(compileTemplate(`{{#if event.x}}${nested}{{/if}}`, 'text').ok).toBe(false)
  })

  it.each(accepted.filter(({ where }) => where === 'template.body').map(({ value }) => value))(
    '%s has no error as a JSON body',
    (value) => {
      expect(compileTemplate(value, 'json').ok).toBe(true)
      expect(compileTemplate(value, 'text').ok).toBe(true)
      const verdict = judgeJson(value)
      expect(verdict.verdict).not.toBe('breaks')
    },
  )

  it('a brace right behind a tag belongs to the JSON', () => {
    const compiled = compileTemplate('{"a":{"n":{{event.n}}}}', 'json')
    expect(compiled.ok && compiled.template.render(sampleScope({ n: 5 }))).toEqual({ ok: true, text: '{"a":{"n":5}}' })
  })

  it('a loop over a million entries ends at a limit, at once', () => {
    const compiled = compileTemplate('{{#each event.big}}{{event.s}}{{/each}}', 'text')
    const big = new Array(1_000_000).fill(1)
    const start = performance.now()
    const wide = compiled.ok && compiled.template.render(sampleScope({ big, s: 'x'.repeat(10_000) }))
    const narrow = compiled.ok && compiled.template.render(sampleScope({ big, s: '' }))
    expect(performance.now() - start).toBeLessThan(5000)
    expect(wide).toMatchObject({ ok: false, code: 'render-limit' })
    expect(narrow).toMatchObject({ ok: false, code: 'render-limit' })
  })

  it('one MiB of output is the most, counted in bytes', () => {
    const compiled = compileTemplate('{{event.s}}', 'text')
    const render = (s: string) => compiled.ok && compiled.template.render(sampleScope({ s })).ok
    expect(render('x'.repeat(1024 * 1024))).toBe(true)
    expect(render('x'.repeat(1024 * 1024 + 1))).toBe(false)
    expect(render('é'.repeat(512 * 1024))).toBe(true)
    expect(render('é'.repeat(512 * 1024 + 1))).toBe(false)
    expect(render('😀'.repeat(256 * 1024))).toBe(true)
    expect(render('😀'.repeat(256 * 1024 + 1))).toBe(false)
  })
})
