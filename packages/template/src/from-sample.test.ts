import type { JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, judgeJson, templateOfSample } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

const fields = {
  event: {
    type: 'object',
    properties: {
      level: { type: 'integer' },
      level_name: { type: 'string' },
      vip: { type: 'boolean' },
      amount: { type: 'string' },
      user: { type: 'object', properties: { name: { type: 'string' } } },
      items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' }, price: { type: 'number' } } } },
    },
  },
  state: { type: 'object', properties: { email: { type: 'string' } } },
}

const receivers: JsonValue = {
  user_id: 'abc',
  eventType: 'x',
  timestamp: '2020-01-01T00:00:00Z',
  Level: 3,
  'level-name': 'Dungeon',
  amount: 12.5,
  vip: false,
  email: 'a@b.example',
  source: 'web',
  user: { name: 'Ann' },
  items: [{ sku: 'a', price: 1, qty: 2 }],
}

describe("a template of a receiver's sample", () => {
  it('has fields by the names of its keys, and keeps the rest', () => {
    const { source, suggested, kept } = templateOfSample(receivers, fields)
    expect(source).toBe(`{
  "user_id": "{{user.id}}",
  "eventType": "{{trigger.type}}",
  "timestamp": "{{trigger.occurredAt}}",
  "Level": {{event.level}},
  "level-name": "{{event.level_name}}",
  "amount": {{number event.amount}},
  "vip": {{event.vip}},
  "email": "{{state.email}}",
  "source": "web",
  "user": {
    "name": "{{event.user.name}}"
  },
  "items": {{#list event.items}}{
    "sku": "{{this.sku}}",
    "price": {{this.price}},
    "qty": 2
  }{{/list}}
}`)
    expect(suggested).toContainEqual({ key: 'Level', path: 'event.level' })
    expect(kept).toEqual(['source', 'qty'])
    expect(judgeJson(source)).toEqual({ verdict: 'always-valid' })
  })

  it('is JSON for every event, whatever the sample, and without known fields renders it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), (sample) => {
        const parsed = JSON.parse(JSON.stringify(sample)) as JsonValue
        expect(judgeJson(templateOfSample(parsed, fields).source)).toEqual({ verdict: 'always-valid' })
        const compiled = compileTemplate(templateOfSample(parsed, {}).source, 'json')
        const rendered = compiled.ok ? compiled.template.render(sampleScope()) : undefined
        expect(rendered?.ok && typeof JSON.parse(rendered.text)).toBe(typeof parsed)
      }),
      { numRuns: 50 },
    )
  })
})
