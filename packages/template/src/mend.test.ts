import { describe, expect, it } from 'vitest'
import { judgeJson } from './index.ts'

/** The body with the first edit that it is offered applied. */
function mended(source: string): string | undefined {
  const verdict = judgeJson(source)
  const edit = verdict.verdict === 'always-valid' ? undefined : verdict.diagnostics.find(({ edit: each }) => each)?.edit
  return edit && source.slice(0, edit.start) + edit.text + source.slice(edit.end)
}

describe('a comma problem has a remedy that proves the body', () => {
  const separator = '{{#unless @last}},{{/unless}}'
  it.each([
    ['[{{#each event.items}}{{this}},{{/each}}]', `[{{#each event.items}}{{this}}${separator}{{/each}}]`],
    ['[{{#each event.items}}{{this}}{{/each}}]', `[{{#each event.items}}{{this}}${separator}{{/each}}]`],
    ['[{{#each event.items}}\n  "{{this.n}}"\n{{/each}}]', `[{{#each event.items}}\n  "{{this.n}}"${separator}\n{{/each}}]`],
    [
      '[{{#each event.a}}[{{#each this}}{{this}}{{/each}}]{{#unless @last}},{{/unless}}{{/each}}]',
      `[{{#each event.a}}[{{#each this}}{{this}}${separator}{{/each}}]{{#unless @last}},{{/unless}}{{/each}}]`,
    ],
    ['{"a":1,{{#if event.b}}"b":2{{/if}}}', '{"a":1{{#if event.b}},"b":2{{/if}}}'],
    ['{"a":1, {{#unless event.b}}"b":2{{/unless}}}', '{"a":1 {{#unless event.b}},"b":2{{/unless}}}'],
    ['{ {{#if event.b}}"b":2{{/if}},"a":1}', '{ {{#if event.b}}"b":2,{{/if}}"a":1}'],
    ['{"a":1{{#if event.b}}"b":2{{/if}}}', '{"a":1{{#if event.b}},"b":2{{/if}}}'],
    ['{"a":{{#if event.b}}1{{/if}}}', '{"a":{{#if event.b}}1{{else}}null{{/if}}}'],
    ['{"a":{{#if event.b}}1{{else if event.c}}2{{/if}}}', '{"a":{{#if event.b}}1{{else if event.c}}2{{else}}null{{/if}}}'],
    [
      '[1,{{#each event.x}}{{this}}{{#unless @last}},{{/unless}}{{/each}}]',
      '[1{{#each event.x}}{{#if @first}},{{/if}}{{this}}{{#unless @last}},{{/unless}}{{/each}}]',
    ],
  ])('%s', (source, expected) => {
    expect(mended(source)).toBe(expected)
    expect(judgeJson(expected)).toEqual({ verdict: 'always-valid' })
  })

  it('what mends one way and breaks another is not offered', () => {
    expect(mended('{{#if event.a}}[1,{{else}}[1{{/if}}]')).toBe('{{#if event.a}}[1{{else}}[1{{/if}}]')
    expect(mended('{"a":1{{#if event.a}},"b":2,{{/if}}{{#if event.b}},"c":3{{/if}}}')).toBe(
      '{"a":1{{#if event.a}},"b":2{{/if}}{{#if event.b}},"c":3{{/if}}}',
    )
    expect(mended('[{{#if event.a}}1{{/if}}{{#if event.b}}2{{/if}}]')).toBeUndefined()
  })
})

describe('a counter-example', () => {
  it.each([
    ['{"a":1,{{#if event.vip}}"b":2{{/if}}}', { body: '{"a":1,}' }],
    ['{"a":1{{#if event.vip}}"b":2{{/if}}}', { body: '{"a":1"b":2}', event: { vip: 1 } }],
    ['[{{#each event.items}}{{this}},{{/each}}]', { body: '[1,]', event: { items: [1] } }],
    ['[{{#each event.items}}"{{this.n}}"{{/each}}]', { body: '[""""]', event: { items: [{}, {}] } }],
    ['{{#if (eq state.tier "gold")}}[{{/if}}1', { body: '[1', state: { tier: 'gold' } }],
  ])('of %s is what is rendered then', (source, expected) => {
    const { counterExample } = judgeJson(source)
    expect(counterExample).toMatchObject(expected)
    expect(() => JSON.parse(counterExample?.body ?? '')).toThrow()
  })
})
