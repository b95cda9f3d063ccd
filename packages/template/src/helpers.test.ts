import { describe, expect, it } from 'vitest'
import { compileTemplate } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

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
  ])('%s of %j is %j', (expression, event, expected) => {
    expect(value(expression, event)).toEqual(expected)
  })
})
