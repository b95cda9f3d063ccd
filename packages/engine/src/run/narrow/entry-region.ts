import { anyText, noValue } from '../../conditions/region/domain.ts'
import { after, before, between } from '../../conditions/region/intervals.ts'
import { intersectRegions, type Region, regionOf } from '../../conditions/region/region.ts'
import type { IndexEntry } from '../match-index.ts'
import type { Plan } from '../plan.ts'

/**
 * The scopes that may set a source off: those that its campaign, its trigger's condition and, for a rule, the condition
 * at its beginning leave. A journey whose trigger lets an event in matches, whatever its blocks say.
 */
export function entryRegion({ source, plan }: IndexEntry<unknown>): Region {
  const campaigns = [source.campaignId, source.definition.trigger.campaignId ?? null].filter((id) => id !== null)
  const conditions = [plan.condition, firstCondition(plan)].filter((condition) => condition !== null)
  return intersectRegions([...campaigns.map(campaignRegion), ...conditions.map((condition) => regionOf(condition, true))])
}

function campaignRegion(id: string): Region {
  return new Map([['campaign.id', { ...noValue, ...anyText, texts: between(before(id), after(id)) }]])
}

/** The condition that a rule must pass to call anything: that of its first block, where `no` leads nowhere. */
function firstCondition({ definition, steps }: Plan<unknown>) {
  const { next } = definition.trigger
  const first = definition.kind === 'rule' && next.length === 1 ? steps.get(next[0] ?? '') : undefined
  return first?.step.condition && (first.ways.get('no') ?? []).length === 0 ? first.step.condition : null
}
