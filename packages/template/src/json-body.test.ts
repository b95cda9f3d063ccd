import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import refused from '../../../vectors/refused-inputs.json'
import { compileTemplate } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

/** Any UTF-16 text, lone surrogates and control characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('"', '\\', '"}]} // ', '\u2028', '\u0000', '\ud800', '{{event.secret}}', '{{#if x}}', '-0', 'null'),
)
const anyJson = fc.jsonValue({ stringUnit: 'binary' })

function render(source: string, event: Record<string, unknown>): string {
  const compiled = compileTemplate(source, 'json')
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
  // What comes in here is JSON by construction.
  const rendered = compiled.template.render(sampleScope(event as never))
  if (!rendered.ok) throw new Error(rendered.message)
  return rendered.text
}

/** What JSON keeps of a value: -0 becomes 0. */
function kept(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

describe('a JSON body', () => {
  const injections = refused.filter((vector) => vector.class === 'json-injection').map(({ value }) => value)

  it.each(injections)('%j in quotes comes out as the value itself', (value) => {
    expect(JSON.parse(render('{"level":"{{event.v}}"}', { v: value, secret: 'hunter2' }))).toEqual({ level: value })
  })

  it('any text in quotes comes out as itself and adds no key', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const body = JSON.parse(
          render('{"a":"{{event.l}}","{{event.r}}x":1,"b":"<{{event.l}}|{{event.r}}>"}', { l: left, r: right, secret: 's' }),
        )
        expect(body).toEqual(
          Object.fromEntries([
            ['a', left],
            [`${right}x`, 1],
            ['b', `<${left}|${right}>`],
          ]),
        )
      }),
    )
  })

  it('any JSON value without quotes comes out as itself', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(render('[{{event.v}}]', { v: value }))).toEqual([kept(value)])
        expect(JSON.parse(render('{{json event.v}}', { v: value }))).toEqual(kept(value))
      }),
    )
  })

  it('a value that is nested as deeply as an event may be comes out as itself, in any mixture of lists and objects', () => {
    const deep = fc
      .tuple(anyText, fc.array(fc.oneof(fc.constant(null), anyText), { minLength: 1, maxLength: 64 }))
      .map(([leaf, around]) => around.reduce<unknown>((inner, key) => (key === null ? [inner, key] : { [key]: inner }), leaf))
    fc.assert(
      fc.property(deep, (value) => {
        expect(JSON.parse(render('{"v":{{event.v}},"t":"{{event.v}}"}', { v: value }))).toEqual({
          v: kept(value),
          t: typeof value === 'string' ? value : JSON.stringify(value),
        })
      }),
    )
  })

  it('any JSON value in quotes comes out as its text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
        expect(JSON.parse(render('"{{event.v}}"', { v: value }))).toBe(text)
      }),
    )
  })

  it('falsy values stay themselves', () => {
    const source =
      '[{{event.f}},{{event.z}},{{event.e}},{{event.n}},{{event.m}},"{{event.f}}","{{event.z}}","{{event.e}}","{{event.n}}","{{event.m}}"]'
    expect(JSON.parse(render(source, { f: false, z: 0, e: '', n: null }))).toEqual([false, 0, '', null, null, 'false', '0', '', '', ''])
  })

  it('-0 is 0, in quotes and without', () => {
    expect(render('[{{event.n}},"{{event.n}}"]', { n: -0 })).toBe('[0,"0"]')
  })

  it('a value that looks like a template stays text', () => {
    expect(JSON.parse(render('["{{event.v}}",{{event.v}}]', { v: '{{event.secret}}', secret: 'hunter2' }))).toEqual([
      '{{event.secret}}',
      '{{event.secret}}',
    ])
  })

  it('a body that could not be proved is checked each time, and never sent when it is not JSON', () => {
    const compiled = compileTemplate('{{#each event.items}}{{#unless @first}},{{/unless}}"{{this.name}}"{{/each}}', 'json')
    const items = (count: number) => sampleScope({ items: Array.from({ length: count }, (_, index) => ({ name: `n${index}` })) })
    expect(compiled.ok && compiled.template.render(items(1))).toEqual({ ok: true, text: '"n0"' })
    expect(compiled.ok && compiled.template.render(items(0))).toMatchObject({ ok: false, code: 'invalid-body' })
    expect(compiled.ok && compiled.template.render(items(2))).toMatchObject({ ok: false, code: 'invalid-body' })
  })

  it('what belongs to a prototype is missing', () => {
    const inherited = Object.create({ secret: 'x' }) as Record<string, unknown>
    expect(render('[{{event.secret}},{{lookup event event.name}}]', Object.assign(inherited, { name: 'constructor' }))).toBe('[null,null]')
  })

  it('lookup refuses the names of JavaScript even when they are own fields', () => {
    const data = JSON.parse('{"name":"__proto__","__proto__":{"a":1}}')
    expect(render('{{lookup event event.name}}', data)).toBe('null')
  })
})
