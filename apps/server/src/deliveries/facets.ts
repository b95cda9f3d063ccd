import { type DeliveryFacetQuery, type DeliveryFacets, deliveryStatuses, facetCountMax, facetValuesMax } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { type FacetGroup, readFacetGroups } from './facet-groups.ts'
import { type ResolvedFilter, resolveFilter } from './filter.ts'
import { publicSourceId } from './row.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** What a value is chosen in, and whether a group has what was chosen there. */
const facets = {
  status: ({ status }, { status: chosen }) => chosen === undefined || status === chosen,
  error: ({ error }, { error: chosen }) => chosen === undefined || error === chosen,
  host: ({ host }, { host: chosen }) => chosen === undefined || host === chosen.toLowerCase(),
  source: ({ sourceId, nodeId }, { nodeId: chosen }, { sourceIds }) =>
    sourceIds.every((id) => id === sourceId) && (chosen === undefined || nodeId === chosen),
  eventType: ({ eventType }, { eventType: chosen }) => chosen === undefined || eventType === chosen,
  campaign: ({ campaignId }, { campaignId: chosen }) => chosen === undefined || campaignId === chosen,
} satisfies Record<string, (group: FacetGroup, query: DeliveryFacetQuery, filter: ResolvedFilter) => boolean>
type Facet = keyof typeof facets
const facetNames = Object.keys(facets) as Facet[]

/** Counts what each value of a filter would leave, in the last 24 hours where no time is given. */
export async function countFacets({ ctx, input }: { ctx: Ctx; input: DeliveryFacetQuery }): Promise<DeliveryFacets> {
  const { services, workspaceId } = ctx
  const nowMs = services.clock.now()
  const from = input.from ?? new Date(nowMs - (nowMs % minuteMs) - dayMs).toISOString()
  const { userId, q, to } = input
  const { groups, isWhole, filter } = await inSnapshot(services.database.sql, async (tx) => {
    // Each facet is counted as if nothing were chosen in it: what can be chosen is judged here, group by group.
    const unchosen = await resolveFilter(tx, { workspaceId, filter: { userId, q, to, from }, nowMs })
    const found = await readFacetGroups(tx, { workspaceId, filter: unchosen })
    return { ...found, filter: await resolveFilter(tx, { workspaceId, filter: input, nowMs }) }
  })
  const ofEndpoint = groups.filter(({ endpointId }) => filter.endpointId === null || endpointId === filter.endpointId)
  const left = (facet: Facet) =>
    ofEndpoint.filter((group) => facetNames.every((name) => name === facet || facets[name](group, input, filter)))
  const statuses = countBy(left('status'), ({ status }) => status)
  const counted = <Key extends string>(facet: Facet, key: Key, keyOf: (group: FacetGroup) => string | null) =>
    highest(countBy(left(facet), keyOf)).map(([value, count]) => ({ ...({ [key]: value } as Record<Key, string>), ...bounded(count) }))
  return {
    from: new Date(from).toISOString(),
    to: to === undefined ? null : new Date(to).toISOString(),
    isWhole,
    status: deliveryStatuses.map((status) => ({ status, ...bounded(statuses.get(status) ?? 0) })),
    errors: counted('error', 'error', ({ error }) => error),
    hosts: counted('host', 'host', ({ host }) => host),
    sources: sourcesOf(left('source')),
    eventTypes: counted('eventType', 'eventType', ({ eventType }) => eventType),
    campaigns: counted('campaign', 'campaignId', ({ campaignId }) => campaignId),
  }
}

function sourcesOf(groups: readonly FacetGroup[]): DeliveryFacets['sources'] {
  const known = new Map(groups.map((group) => [publicSourceId(group), group]))
  return highest(countBy(groups, publicSourceId)).flatMap(([id, count]) => {
    const found = known.get(id)
    return found ? [{ kind: found.sourceKind, id, name: found.sourceName, ...bounded(count) }] : []
  })
}

function bounded(count: number): { count: number; isMore: boolean } {
  return { count: Math.min(count, facetCountMax), isMore: count > facetCountMax }
}

/** Groups without a key are left out. */
function countBy(groups: readonly FacetGroup[], keyOf: (group: FacetGroup) => string | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const group of groups) {
    const key = keyOf(group)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + group.count)
  }
  return counts
}

function highest(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, facetValuesMax)
}
