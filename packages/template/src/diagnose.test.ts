import type { JsonSchema } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { blocks, diagnoseTemplate, helpers, type TemplateContext, templatePaths } from './index.ts'

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

/** The source with the edit of the only diagnostic applied. */
function mended(source: string, found: ReturnType<typeof diagnose>): string {
  const [{ edit } = {}] = found
  return edit ? source.slice(0, edit.start) + edit.text + source.slice(edit.end) : source
}

describe('a field that is often missing', () => {
  const fields = { event, observations: { sampled: 1000, absent: { level: 120, level_name: 300, 'user.id': 4, items: 500 } } }
  const about = (source: string) => diagnoseTemplate({ source, context: 'json', path: 'body', fields })

  it.each([
    ['{"l":{{event.level}}}', '{"l":{{default event.level 0}}}'],
    ['{"n":"Hi {{event.level_name}}"}', '{"n":"Hi {{default event.level_name "unknown"}}"}'],
    ['{"n":"{{upper event.level_name}}"}', '{"n":"{{upper (default event.level_name "unknown")}}"}'],
  ])('%s is offered default', (source, expected) => {
    const found = about(source)
    expect(found).toMatchObject([{ severity: 'warning', code: 'template.often-missing' }])
    expect(mended(source, found)).toBe(expected)
    expect(about(expected)).toEqual([])
  })

  it('says how many lack it', () => {
    expect(about('{{event.level}}')[0]?.message).toBe('event.level was absent in 12 % of the last 1,000 events')
  })

  it.each([
    '{"n":"{{event.user.id}}"}',
    '{"n":"{{#if event.level_name}}{{event.level_name}}{{/if}}"}',
    '{{#if (eq event.level 5)}}1{{else}}0{{/if}}',
    '{{#list event.items}}{{this.name}}{{/list}}',
  ])('%s is fine: it is nearly always there, or asked for', (source) => {
    expect(about(source)).toEqual([])
  })
})

describe('what a body says beside being valid', () => {
  it.each([
    ['{"a":1,"b":{"a":2},"a":3}', ['"a"']],
    ['{ {{#if event.level}}"a":1{{else}}"a":2{{/if}} }', []],
    ['{ {{#if event.level}}"a":1,{{/if}}"a":2}', ['"a"']],
    ['[{"a":1},{"a":2}]', []],
    ['{"x":"a: {{event.level}}","y":["a","a"]}', []],
    ['{ {{#each event.items}}"a":1{{#unless @last}},{{/unless}}{{else}}"b":1{{/each}} }', ['"a"']],
    ['{{#list event.items}}{"a":1}{{/list}}', []],
    ['{"{{event.level_name}}":1,"{{event.level_name}}":2}', []],
    ['{"a\\"b":1,"a\\"b":2}', ['"a\\"b"']],
  ])('keys that stand twice: %s', (source, at) => {
    const found = diagnose(source).filter(({ code }) => code === 'template.duplicate-key')
    expect(found.map(({ start, end }) => source.slice(start, end))).toEqual(at)
  })

  it.each([
    ['{"p":"{{event.level}}"}', '{"p":{{event.level}}}'],
    ['{"p":{{event.level_name}}}', '{"p":{{number event.level_name}}}'],
    ['{"p":"{{event.level_name}}"}', '{"p":{{number event.level_name}}}'],
    ['{"items":[{"n":"{{event.level_name}}"}]}', '{"items":[{"n":{{number event.level_name}}}]}'],
    ['{"p":"five"}', '{"p":"five"}'],
  ])("%s sends text where the receiver's sample has a number", (source, expected) => {
    const receiverSample = { p: 5, items: [{ n: 1 }] }
    const found = diagnoseTemplate({ source, context: 'json', path: 'body', fields: { event }, receiverSample })
    expect(found).toMatchObject([{ code: source.includes('event.level}}"') ? 'template.number-in-quotes' : 'template.sample-type' }])
    expect(mended(source, found)).toBe(expected)
  })

  it('a number in quotes is right where the receiver showed a text', () => {
    expect(
      diagnoseTemplate({ source: '{"p":"{{event.level}}"}', context: 'json', path: 'body', fields: { event }, receiverSample: { p: '5' } }),
    ).toEqual([])
  })

  it.each([
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    'Bearer 8d1f0a7c4e5b4a1f9d3e',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  ])('a pasted secret: %s', (secret) => {
    expect(diagnose(`{"x":"${secret}"}`)).toMatchObject([{ severity: 'warning', code: 'template.pasted-secret', start: 6 }])
  })

  it.each(['{"token":"{{event.token}}"}', '{"password":"changed"}', '{"text":"Bearer of good news"}'])('%s holds no secret', (source) => {
    expect(diagnose(source).filter(({ code }) => code === 'template.pasted-secret')).toEqual([])
  })

  it('is looked at in bounded time', () => {
    for (const source of [
      `{${'"a":1,'.repeat(9000)}"a":1}`,
      `["${'\\"'.repeat(30_000)}"]`,
      `[${'{'.repeat(9000)}`,
      `{"api_key":"${'x'.repeat(60_000)}"}`,
    ]) {
      const start = performance.now()
      diagnose(source)
      expect(performance.now() - start).toBeLessThan(1500)
    }
  })
})

describe('names of secrets and of fields of the user', () => {
  it('a secret that does not exist is an error with the nearest as an edit', () => {
    const source = '"{{hmacSha256 user.id "crm-kye"}}"'
    const known = { source, context: 'json' as const, path: 'body', secretNames: ['crm-key'] }
    expect(diagnoseTemplate(known)).toMatchObject([{ severity: 'error', code: 'template.unknown-secret' }])
    expect(mended(source, diagnoseTemplate(known))).toBe('"{{hmacSha256 user.id "crm-key"}}"')
  })

  it('what the event lacks and the user has is offered', () => {
    const source = '"{{event.country}}"'
    const fields = { event, state: { properties: { country: { type: 'string' } } } }
    expect(mended(source, diagnoseTemplate({ source, context: 'json', path: 'body', fields }))).toBe('"{{state.country}}"')
  })
})

describe('what a template can use', () => {
  it('every helper has an example that compiles', () => {
    for (const { name, example, description } of helpers.values()) {
      const source = example.includes('{{#if') ? `${example}1{{/if}}` : example
      expect(diagnoseTemplate({ source, context: 'text', path: name }), name).toEqual([])
      expect(description.length).toBeGreaterThan(5)
    }
    for (const { name, example } of blocks) {
      const source = example.includes('@last') ? `{{#each event.x}}${example}{{/each}}` : example
      expect(diagnoseTemplate({ source, context: 'text', path: name }), name).toEqual([])
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
