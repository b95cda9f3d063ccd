import type { JsonSchema } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { diagnoseTemplate, helpers, type TemplateContext, templatePaths } from './index.ts'

const event: JsonSchema = {
  type: 'object',
  properties: {
    level: { type: 'integer' },
    level_name: { type: 'string' },
    items: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    user: { type: 'object', properties: { id: { type: 'string' } } },
    anything: {},
  },
}

function diagnose(source: string, context: TemplateContext = 'json') {
  return diagnoseTemplate({ source, context, path: 'request.body', fields: { event } })
}

describe('while typing', () => {
  it('a good body has nothing said about it', () => {
    expect(diagnose('{"l":{{event.level}},"n":"{{event.level_name}}","i":"{{event.user.id}}","s":"{{state.whatever}}"}')).toEqual([])
  })

  it('a string field without quotes is fine: it brings its own', () => {
    expect(diagnose('{"n":{{event.level_name}}}')).toEqual([])
  })

  it('an unknown field is a warning with the nearest known one and the edit', () => {
    const source = '{"l":{{event.levle}}}'
    const [found, ...others] = diagnose(source)
    expect(others).toEqual([])
    expect(found).toMatchObject({ severity: 'warning', code: 'template.unknown-field', fix: 'did you mean "level"?', path: 'request.body' })
    expect(source.slice(found?.start, found?.end)).toBe('event.levle')
    expect(found?.edit && source.slice(0, found.edit.start) + found.edit.text + source.slice(found.edit.end)).toBe('{"l":{{event.level}}}')
  })

  it.each([
    ['"{{event.user.idd}}"', 'event.user.idd'],
    ['"{{#if event.vip}}x{{/if}}"', 'event.vip'],
    ['"{{default event.nickname "x"}}"', 'event.nickname'],
    ['"{{#each event.items}}{{this.nam}}{{/each}}"', 'this.nam'],
    ['"{{#each event.items as |item|}}{{item.nam}}{{/each}}"', 'item.nam'],
    ['"{{#with event.user}}{{this.name}}{{/with}}"', 'this.name'],
    ['"{{trigger.time}}"', 'trigger.time'],
    ['"{{event.items.0.title}}"', 'event.items.0.title'],
  ])('%s warns about %s', (source, at) => {
    const found = diagnose(source)
    expect(found.map(({ code, start, end }) => [code, source.slice(start, end)])).toEqual([['template.unknown-field', at]])
  })

  it.each([
    '"{{event.anything.goes.here}}"',
    '"{{event.items.0.name}}{{event.items.length}}"',
    '"{{state.x}}{{steps.n1.response.status}}"',
  ])('%s is known or cannot be judged', (source) => {
    expect(diagnose(source)).toEqual([])
  })

  it('a number alone in quotes is an information with the edit that removes them', () => {
    const source = '{"l":"{{event.level}}","t":"level {{event.level}}","{{event.level}}":1}'
    expect(diagnose(source)).toMatchObject([
      { severity: 'info', code: 'template.number-in-quotes', start: 5, end: 22, edit: { start: 5, end: 22, text: '{{event.level}}' } },
    ])
  })

  it('a trailing comma has the edit that removes it', () => {
    expect(diagnose('{"l":{{event.level}},}')).toMatchObject([
      { severity: 'error', code: 'template.trailing-comma', start: 20, end: 21, edit: { start: 20, end: 21, text: '' } },
    ])
  })

  it('errors of the template come alone, and have their place also behind line breaks of every kind', () => {
    const source = 'a\r\nb\u2028c\rd{{evnt.x}}'
    const [found] = diagnose(source, 'text')
    expect(found).toMatchObject({ code: 'template.foreign-root', fix: 'write event.x' })
    expect(source.slice(found?.start, found?.end)).toBe('evnt.x')
  })

  it('a misspelt helper has its name as an edit', () => {
    const source = '"{{defualt event.level 1}}"'
    expect(diagnose(source)).toMatchObject([{ code: 'template.unknown-helper', edit: { text: 'default' } }])
  })
})

describe('what a template can use', () => {
  it('every helper has an example that compiles', () => {
    for (const { name, example, description } of helpers.values()) {
      const source = example.includes('{{#if') ? `${example}1{{/if}}` : example
      expect(diagnoseTemplate({ source, context: 'text', path: name }), name).toEqual([])
      expect(description.length).toBeGreaterThan(5)
    }
  })

  it('the fields it reads are listed once each', () => {
    expect(templatePaths('{{event.a}}{{#if (eq event.a state.b)}}{{#each event.c}}{{this.d}}{{/each}}{{/if}}')).toEqual([
      ['event', 'a'],
      ['state', 'b'],
      ['event', 'c'],
    ])
    expect(templatePaths('{{oops')).toEqual([])
  })
})
