import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, helpers } from '../index.ts'
import { sampleScope } from '../sample-scope.fixture.ts'

function value(expression: string, event: Record<string, unknown>): unknown {
  const compiled = compileTemplate(`{{${expression}}}`, 'json')
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
  // What the tests put in is JSON.
  const rendered = compiled.template.render(sampleScope(event as never))
  return rendered.ok ? JSON.parse(rendered.text) : rendered.code
}

describe('helpers', () => {
  it.each([
    ['default event.x "y"', {}, 'y'],
    ['default event.x "y"', { x: null }, 'y'],
    ['default event.x "y"', { x: '' }, 'y'],
    ['default event.x "y"', { x: 0 }, 0],
    ['default event.x "y"', { x: false }, false],
    ['json event.x', { x: [1, { a: 'b' }] }, [1, { a: 'b' }]],
    ['json event.x', {}, null],
    ['json (json event.x)', { x: [1] }, '[1]'],
    ['eq event.x 5', { x: 5 }, true],
    ['eq event.x 5', { x: '5' }, false],
    ['eq event.x null', {}, true],
    ['ne event.x "a"', { x: 'b' }, true],
    ['gt event.x 4', { x: 5 }, true],
    ['gt event.x 4', { x: '5' }, false],
    ['gt event.x 4', {}, false],
    ['gte event.x 5', { x: 5 }, true],
    ['lt event.x "b"', { x: 'a' }, true],
    ['lte event.x 4', { x: 5 }, false],
    ['lt event.x 4', {}, false],
    ['and event.x event.y 1', { x: 1, y: 'a' }, true],
    ['and event.x event.y', { x: 1, y: [] }, false],
    ['or event.x event.y', { y: 'a' }, true],
    ['or event.x event.y', { x: 0 }, false],
    ['not event.x', { x: '' }, true],
    ['lookup event.xs 1', { xs: ['a', 'b'] }, 'b'],
    ['lookup event.xs "length"', { xs: ['a', 'b'] }, 2],
    ['lookup event.xs "01"', { xs: ['a', 'b'] }, null],
    ['lookup event event.name', { name: 'x', x: 7 }, 7],
    ['lookup event.x "y"', { x: 'text' }, null],
    ['upper event.x', { x: 'straße' }, 'STRASSE'],
    ['lower event.x', { x: 'ÄB' }, 'äb'],
    ['lower event.x', {}, ''],
    ['trim event.x', { x: ' \n a b\t' }, 'a b'],
    ['truncate event.x 3', { x: 'abcdef' }, 'abc'],
    ['truncate event.x 3 "…"', { x: 'abcdef' }, 'abc…'],
    ['truncate event.x 3 "…"', { x: 'abc' }, 'abc'],
    ['truncate event.x 2', { x: '😀😀😀' }, '😀😀'],
    ['truncate event.x 0', { x: 'a' }, ''],
    ['truncate event.x "no number"', { x: 'a' }, 'a'],
    ['replace event.x "." ","', { x: '1.2.3' }, '1,2,3'],
    ['replace event.x "" ","', { x: 'ab' }, 'ab'],
    ['replace event.x "$" "$&"', { x: 'a$' }, 'a$&'],
    ['number event.x', { x: ' 5.50 ' }, 5.5],
    ['number event.x', { x: '5 points' }, null],
    ['number event.x', { x: '0x10' }, null],
    ['number event.x', { x: '1e999' }, null],
    ['number event.x', { x: true }, null],
    ['number event.x', {}, null],
    ['round event.x', { x: 2.5 }, 3],
    ['round event.x', { x: -2.5 }, -3],
    ['round event.x 2', { x: 1.005 }, 1.01],
    ['round event.x 2', { x: '12.345' }, 12.35],
    ['round event.x -2', { x: 1250 }, 1300],
    ['round event.x 99', { x: 1e300 }, 1e300],
    ['round event.x', { x: -0.2 }, 0],
    ['add event.x 1', { x: 4 }, 5],
    ['add event.x 1', { x: '4' }, 5],
    ['add event.x 1', {}, null],
    ['subtract event.x event.y', { x: 1, y: 3 }, -2],
    ['multiply event.x 100', { x: 1.5 }, 150],
    ['multiply event.x event.x', { x: 1e200 }, null],
    ['join event.x', { x: ['a', 1, null, { b: 2 }] }, 'a, 1, , {"b":2}'],
    ['join event.x "|"', { x: ['a', 'b'] }, 'a|b'],
    ['join event.x "|"', { x: 'a' }, 'a'],
    ['length event.x', { x: [1, 2] }, 2],
    ['length event.x', { x: '😀b' }, 2],
    ['length event.x', { x: { a: 1 } }, 1],
    ['length event.x', {}, 0],
    ['first event.x', { x: [7, 8] }, 7],
    ['first event.x', { x: '😀b' }, '😀'],
    ['first event.x', { x: [] }, null],
    ['last event.x', { x: [7, 8] }, 8],
    ['last event.x', { x: 'b😀' }, '😀'],
    ['last event.x', { x: 5 }, null],
    ['sha256 event.x', { x: 'abc' }, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['sha256 event.x', {}, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['sha256 event.x', { x: 'ü😀' }, createHash('sha256').update('ü😀').digest('hex')],
    ['sha256 event.x', { x: '\ud800' }, createHash('sha256').update('\ufffd').digest('hex')],
    ['hmacSha256 event.x "crm-key"', { x: 'abc' }, '[hmac of crm-key]'],
    ['date now "HH:mm"', {}, '10:00'],
  ])('%s of %j is %j', (expression, event, expected) => {
    expect(value(expression, event)).toEqual(expected)
  })
})

describe('a date', () => {
  const at = '2026-03-05T09:07:03.045Z'
  it.each([
    ['date event.x', at, at],
    ['date event.x', '2026-03-05', '2026-03-05T00:00:00.000Z'],
    ['date event.x', '2026-03-05T10:07:03+01:00', '2026-03-05T09:07:03.000Z'],
    ['date event.x', '2026-03-05 09:07', '2026-03-05T09:07:00.000Z'],
    ['date event.x', 1772701623, '2026-03-05T09:07:03.000Z'],
    ['date event.x', 1772701623045, at],
    ['date event.x', '1772701623', '2026-03-05T09:07:03.000Z'],
    ['date event.x "yyyy-MM-dd HH:mm:ss.SSS"', at, '2026-03-05 09:07:03.045'],
    ['date event.x "d.M.yy h:m:s a"', at, '5.3.26 9:7:3 AM'],
    ['date event.x "EEEE, d MMMM yyyy"', at, 'Thursday, 5 March 2026'],
    ['date event.x "EEE d MMM"', at, 'Thu 5 Mar'],
    ['date event.x "hh a"', '2026-03-05T00:30:00Z', '12 AM'],
    ['date event.x "X"', at, 1772701623],
    ['date event.x "x"', at, 1772701623045],
    ["date event.x \"yyyy'y' ''\"", at, "2026y '"],
    ['date event.x "yyyy-MM-dd HH:mm XXX" "Europe/Berlin"', '2026-07-01T22:30:00Z', '2026-07-02 00:30 +02:00'],
    ['date event.x "" "Europe/Berlin"', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000+01:00'],
    ['date event.x "HH:mm XXX" "America/St_Johns"', '2026-01-01T00:00:00Z', '20:30 -03:30'],
    ['date event.x "HH:mm" "UTC"', at, '09:07'],
    ['date event.x "HH:mm" "Mars/Olympus"', at, null],
    ['date event.x', 'tomorrow', null],
    ['date event.x', '2026-02-30', null],
    ['date event.x', 1e300, null],
    ['date event.x', null, null],
    ['date event.x', [1], null],
  ])('%s of %j is %j', (expression, x, expected) => {
    expect(value(expression, { x })).toEqual(expected)
  })
})

describe('every helper', () => {
  it('gives a value or ends the rendering by a limit, for any values', () => {
    const scope = sampleScope()
    const sources = [...helpers.values()].flatMap(({ name, minArgs, maxArgs }) =>
      [minArgs, maxArgs].map((count) => {
        const args = Array.from({ length: count }, (_, index) => (name === 'hmacSha256' && index === 1 ? '"k"' : `event.a${index}`))
        return `{{json (${name} ${args.join(' ')})}}`
      }),
    )
    const templates = sources.map((source) => compileTemplate(source, 'json'))
    const any = fc.oneof(
      fc.jsonValue({ stringUnit: 'binary' }),
      fc.double(),
      fc.constantFrom('yyyy', 'Europe/Berlin', '', "'", 'x'.repeat(500)),
    )
    fc.assert(
      fc.property(fc.array(any, { minLength: 3, maxLength: 3 }), ([a0, a1, a2]) => {
        for (const compiled of templates) {
          if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
          const rendered = compiled.template.render({ ...scope, event: JSON.parse(JSON.stringify({ a0, a1, a2 })) })
          if (rendered.ok) JSON.parse(rendered.text)
          else expect(rendered.code).toBe('render-limit')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is cheap whatever it is given: too much work ends the rendering', () => {
    const event = { big: 'a'.repeat(1_000_000) }
    const dear = (call: string) => `{{#if false}}{{/if}}${`{{#if (eq 1 (length ${call}))}}{{/if}}`.repeat(150)}`
    for (const call of [
      '(replace event.big "a" "bbbbbbbb")',
      '(sha256 event.big)',
      '(upper event.big)',
      '(json event)',
      '(join event.big)',
    ]) {
      const compiled = compileTemplate(dear(call), 'text')
      const start = performance.now()
      expect(compiled.ok && compiled.template.render(sampleScope(event))).toMatchObject({ ok: false, code: 'render-limit' })
      expect(performance.now() - start).toBeLessThan(5000)
    }
  })
})

describe('hmacSha256', () => {
  const source = '{"h":"{{hmacSha256 event.x "crm-key"}}"}'

  it('is computed with the secret where it may be used, and masked where not', () => {
    const secrets = new Map([['crm-key', 'тайна']])
    const compiled = compileTemplate(source, 'json', { secrets })
    const expected = createHmac('sha256', 'тайна').update('abc').digest('hex')
    expect(compiled.ok && compiled.template.render(sampleScope({ x: 'abc' }))).toEqual({ ok: true, text: `{"h":"${expected}"}` })
  })

  it('of a secret that does not exist renders nothing and says which', () => {
    const compiled = compileTemplate(source, 'json', { secrets: new Map() })
    expect(compiled.ok && compiled.template.secretNames).toEqual(['crm-key'])
    const rendered = compiled.ok && compiled.template.render(sampleScope({ x: 'abc' }))
    expect(rendered).toMatchObject({ ok: false, code: 'missing-secret', message: expect.stringContaining('crm-key') })
  })

  it('takes the name of its secret from the template alone', () => {
    const compiled = compileTemplate('{{hmacSha256 event.x event.name}}', 'text')
    expect(!compiled.ok && compiled.diagnostics).toMatchObject([{ code: 'template.secret-name' }])
  })
})
