import fc from 'fast-check'
import Handlebars from 'handlebars'
import { describe, expect, it } from 'vitest'
import { compileTemplate } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

/**
 * Full Handlebars: what our text context must write wherever both know what to do. It escapes for HTML, which changes
 * nothing here, because `noEscape` adds up neighbouring numbers.
 */
function oracle(source: string, scope: object): string {
  return Handlebars.compile(source)(scope)
}

function ours(source: string, scope: ReturnType<typeof sampleScope>): string {
  const compiled = compileTemplate(source, 'text')
  if (!compiled.ok) throw new Error(`${source}: ${JSON.stringify(compiled.diagnostics)}`)
  const rendered = compiled.template.render(scope)
  if (!rendered.ok) throw new Error(rendered.message)
  return rendered.text
}

const scope = sampleScope(
  {
    name: 'Ann',
    zero: 0,
    no: false,
    empty: '',
    nothing: null,
    list: ['a', 'b', 'c'],
    none: [],
    rows: [
      { n: 1, tags: ['x'] },
      { n: 2, tags: [] },
    ],
    map: { p: 1, q: 2 },
    deep: { er: { value: 'v' } },
    'odd key': 'odd',
  },
  { level: 7 },
)

describe('as Handlebars', () => {
  it.each([
    '{{event.name}} {{ event.name }} {{event.zero}} {{event.no}} {{event.empty}} {{event.nothing}} {{event.missing.more}}',
    '{{event.deep.er.value}} {{event.[odd key]}} {{event.list.[1]}} {{event.list.length}} {{now}}',
    '{{#if event.name}}yes{{/if}}{{#if event.zero}}a{{else}}b{{/if}}{{#if event.none}}a{{else if event.list}}b{{else}}c{{/if}}',
    '{{#unless event.no}}yes{{else}}no{{/unless}}{{^if event.no}}inverse{{else}}other{{/if}}',
    '{{#each event.list}}{{@index}}{{@key}}{{@first}}{{@last}}{{this}}{{.}};{{/each}}',
    '{{#each event.map}}{{@index}}{{@key}}{{@first}}{{@last}}{{this}};{{/each}}',
    '{{#each event.rows as |row at|}}{{at}}{{row.n}}{{this.n}}[{{#each row.tags}}{{this}}{{else}}none{{/each}}]{{/each}}',
    '{{#each event.none}}x{{else}}empty{{/each}}{{#each event.name}}x{{else}}no list{{/each}}{{#each event.missing}}x{{/each}}',
    '{{#with event.deep.er}}{{this.value}}{{else}}none{{/with}}{{#with event.zero}}z{{this}}{{else}}n{{/with}}{{#with event.none}}x{{else}}n{{/with}}',
    '{{#with event.deep as |d|}}{{d.er.value}}{{/with}}',
    '{{lookup event "name"}}{{lookup event.list 1}}{{lookup event "missing"}}',
    'a {{~event.name~}} b {{~#if event.name~}} c {{~else~}} d {{~/if~}} e',
    'x\n{{#if event.name}}\n  line\n{{else}}\n  other\n{{/if}}\ny\n  {{!-- gone --}}  \nz {{! kept line }}\n',
    '{{#each event.list}}\n  {{this}}\n{{/each}}\nend',
    'a \\{{event.name}} b \\\\{{event.name}} c {{event.name}} d',
    '{{lookup event \'name\'}}{{lookup event "na\\"me"}}',
  ])('%j', (source) => {
    // Handlebars changes `this` inside `each`, where we always begin at the root: these use no root there.
    expect(ours(source, scope)).toBe(oracle(source, scope))
  })

  it('unless it cannot be parsed by Handlebars at all: a brace right behind a tag', () => {
    expect(ours('{"n":{{event.zero}}}', scope)).toBe('{"n":0}')
    expect(() => oracle('{"n":{{event.zero}}}', scope)).toThrow()
  })

  const leaf = fc.constantFrom(
    '{{event.name}}',
    '{{event.zero}}',
    '{{state.level}}',
    ' ',
    '\n',
    'x',
    '\\{{a}}',
    '{{!-- c --}}',
    '  \n',
    '}',
    '{ ',
    '{{~event.name}}',
    '{{event.name~}}',
  )
  const open = fc.constantFrom('event.name', 'event.no', 'event.none', 'event.list')
  const random = fc.letrec<{ body: string; part: string }>((tie) => ({
    body: fc.array(tie('part'), { maxLength: 5 }).map((parts) => parts.join('')),
    part: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.tuple(open, tie('body'), tie('body')).map(([test, then, other]) => `{{#if ${test}}}${then}{{else}}${other}{{/if}}`),
      fc.tuple(open, tie('body')).map(([test, then]) => `{{#unless ${test}~}}${then}{{~/unless}}`),
      fc
        .tuple(open, tie('body'), tie('body'))
        .map(([test, then, other]) => `{{#if ${test}}}\n${then}\n{{~else if event.zero}}\n${other}\n{{/if}}\n`),
    ),
  })).body

  it('for random templates of texts, tags, conditions and white space control', () => {
    fc.assert(
      fc.property(random, (source) => {
        // The one construct that Handlebars itself cannot parse.
        const parseable = source.replaceAll('}}}', '}} }')
        expect(ours(parseable, scope)).toBe(oracle(parseable, scope))
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
