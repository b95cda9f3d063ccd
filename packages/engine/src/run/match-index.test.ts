import { deliveryPolicySchema, requestTemplateSchema } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { type Subscription, subscriptionDefinition } from '../compile/subscription-definition.ts'
import type { Definition } from '../definition.ts'
import { anEvent, aSource, now } from '../testing/case-tables.fixture.ts'
import { levelAtLeast } from '../testing/graphs.fixture.ts'
import { decide } from './decide.ts'
import type { EngineEvent } from './event-scope.ts'
import { buildIndex, type LiveSource } from './match-index.ts'

const request = requestTemplateSchema.parse({ urls: ['https://crm.example.com/hooks'] })
const policy = deliveryPolicySchema.parse({})
const aWebhook = (id: string, given: Partial<Subscription>, around: Partial<LiveSource> = {}): LiveSource =>
  aSource(subscriptionDefinition({ eventTypes: ['*'], request, policy, ...given }), { kind: 'webhook', id, version: null, ...around })

function matchedIds(sources: LiveSource[], event: Partial<EngineEvent>): string[] {
  const index = buildIndex(sources, (_source, block) => block.request)
  const { outcomes } = decide(index, { events: [anEvent(event)], states: new Map(), campaigns: new Map(), now })
  return outcomes.flatMap(({ matches }) => matches.map(({ source }) => source.id))
}

describe('the match index', () => {
  it('finds the sources of an event type and those of all types, in their given order', () => {
    const sources = [
      aWebhook('all', {}),
      aWebhook('two', { eventTypes: ['level_up', 'level_completed'] }),
      aWebhook('other', { eventTypes: ['purchase_completed'] }),
      aWebhook('all-too', { eventTypes: ['level_up', '*'] }),
    ]
    expect(matchedIds(sources, { type: 'level_completed' })).toEqual(['all', 'two', 'all-too'])
    expect(matchedIds(sources, { type: 'never_named' })).toEqual(['all', 'all-too'])
    expect(matchedIds(sources, { type: '__proto__' })).toEqual(['all', 'all-too'])
  })

  it('never matches Hookline\'s own types by "*", but where they are named', () => {
    const sources = [aWebhook('all', {}), aWebhook('named', { eventTypes: ['hookline.endpoint_paused'] })]
    expect(matchedIds(sources, { type: 'hookline.endpoint_paused' })).toEqual(['named'])
    expect(matchedIds(sources, { type: 'hookline.something' })).toEqual([])
    expect(matchedIds(sources, { type: 'hookline' })).toEqual(['all'])
  })

  it('calls once for an event type that is named twice', () => {
    expect(matchedIds([aWebhook('twice', { eventTypes: ['level_up', 'level_up'] })], { type: 'level_up' })).toEqual(['twice'])
  })

  it('keeps to the campaign of the subscription and of the source', () => {
    const sources = [aWebhook('any', {}), aWebhook('subscribed', { campaignId: 'summer' }), aWebhook('owned', {}, { campaignId: 'summer' })]
    expect(matchedIds(sources, { campaignId: 'summer' })).toEqual(['any', 'subscribed', 'owned'])
    expect(matchedIds(sources, { campaignId: 'winter' })).toEqual(['any'])
    expect(matchedIds(sources, {})).toEqual(['any'])
  })

  it('judges the condition of a subscription', () => {
    const sources = [aWebhook('high', { condition: levelAtLeast(5) as NonNullable<Subscription['condition']> })]
    expect(matchedIds(sources, { data: { level: 5 } })).toEqual(['high'])
    expect(matchedIds(sources, { data: { level: '5' } })).toEqual([])
  })

  it('is the same after the definitions were stored as JSON', () => {
    const stored: LiveSource[] = JSON.parse(JSON.stringify([aWebhook('all', { campaignId: 'summer', hasSecret: true })]))
    expect(matchedIds(stored, { campaignId: 'summer' })).toEqual(['all'])
  })

  it('prepares each request once, and gives back what was prepared', () => {
    let prepared = 0
    const index = buildIndex([aWebhook('all', {})], () => ++prepared)
    const events = [anEvent(), anEvent({ id: 'evt-2' })]
    const { outcomes } = decide(index, { events, states: new Map(), campaigns: new Map(), now })
    expect(outcomes.flatMap(({ matches }) => matches.flatMap(({ calls }) => calls.map((call) => call.request)))).toEqual([1, 1])
  })

  it('names a source that cannot be made ready and leaves the others alone', () => {
    const broken = aWebhook('broken', { condition: { combinator: 'and', rules: [{ field: 'event.x', operator: '~' }] } })
    const foreign = { ...aWebhook('foreign', {}).definition, blocks: [{ id: 'x', type: 'shell', next: {} }] } as unknown as Definition
    const refused = aWebhook('refused', {})
    const prepare = (source: LiveSource) => {
      if (source.id === 'refused') throw new Error('no such template')
      return null
    }
    const index = buildIndex([broken, aSource(foreign, { id: 'foreign' }), refused, aWebhook('sound', {})], prepare)
    expect(index.failures.map(({ source, error }) => [source.id, error])).toEqual([
      ['broken', 'There is no operator "~".'],
      ['foreign', 'there is no block of type "shell"'],
      ['refused', 'no such template'],
    ])
    expect(index.candidates('anything').map(({ source }) => source.id)).toEqual(['sound'])
  })
})
