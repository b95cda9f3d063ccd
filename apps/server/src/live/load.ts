import type { KeyObject } from 'node:crypto'
import {
  buildIndex,
  type CallingBlock,
  type Definition,
  type IndexEntry,
  type LiveSource,
  type MatchIndex,
  planDefinition,
  subscriptionDefinition,
  subscriptionNodeIds,
} from '@hookline/engine'
import type { ApiKeyScope, DeliveryPolicy } from '@hookline/schema'
import { type AllowedOrigins, type CompiledRequest, compileRequest, type SecretValues } from '@hookline/template'
import type { Sql } from '../db/client.ts'
import type { Sealer } from '../seal.ts'
import { workspaceSourceId } from '../workspace-secrets/place.ts'
import { type LiveCounters, liveCounters } from './counters.ts'
import { expandGroups } from './expand-groups.ts'
import { openSecrets, placeKey, withSecretHeaders } from './open-secrets.ts'
import { type AutomationRow, type GroupRow, readRows, type WebhookRow } from './rows.ts'
import { createUsesState } from './uses-state.ts'

/** A WebHook block's request, ready to be rendered, and where its deliveries belong. */
export interface LiveRequest {
  compiled: CompiledRequest
  policy: DeliveryPolicy
  /** The URL templates as they were written, and the endpoint of each. */
  urls: readonly string[]
  endpointIds: readonly string[]
}

/** A WebHook by which deliveries are made, and whose it is. */
export interface LiveCall {
  source: LiveSource
  request: LiveRequest
}

export interface LiveKey {
  id: string
  name: string
  scope: ApiKeyScope
}

/** Everything that decides what an event causes and what may leave, as of one generation of the workspace. */
export interface Live {
  generation: number
  webhooksEnabled: boolean
  index: MatchIndex<LiveRequest>
  /** Whether anything that an event of this type may set off reads its user's state. */
  usesState(eventType: string): boolean
  /** What conditions count of users. */
  counters: LiveCounters
  campaigns: ReadonlyMap<string, string>
  /** The group of each event type that has one: the payload's `scope`. */
  groups: ReadonlyMap<string, string>
  webhooks: ReadonlyMap<string, 'active' | 'inactive'>
  automations: ReadonlySet<string>
  /** The journeys that are active: their runs go on. */
  journeys: readonly string[]
  /** Makes a version of an active journey ready to run that is not the published one. Throws where it cannot be made ready. */
  planVersion(run: { automationId: string; version: number }, definition: Definition): IndexEntry<LiveRequest>
  /** Calls a second at most, of endpoints that have such a limit. */
  rates: ReadonlyMap<string, number>
  /**
   * The WebHook at a place (no node: a webhook's own) as it is defined now, though it may be inactive or paused; null
   * where there is none, or it cannot be made ready.
   */
  findCall(sourceId: string, nodeId: string | null): LiveCall | null
  /** Signing keys by `placeKey`, newest first. */
  signing: ReadonlyMap<string, readonly KeyObject[]>
  /** What templates may use: the workspace's own secrets, and the origins that data may choose. */
  templates: { secrets: SecretValues; allowedOrigins: AllowedOrigins }
  /** API keys by the SHA-256 of their text, in base64. */
  keys: ReadonlyMap<string, LiveKey>
  keyIds: ReadonlySet<string>
}

export interface LoadOptions {
  /** Not the connection of a transaction: definitions are read in a snapshot of their own. */
  sql: Sql
  workspaceId: number
  sealer: Sealer
  onFailure: (source: string, error: string) => void
}

/** Reads all live definitions of a workspace, in one snapshot: all of them are as of the generation that it carries. */
export async function loadLive({ sql, workspaceId, sealer, onFailure }: LoadOptions): Promise<Live> {
  const { workspace, automations, webhooks, campaigns, groups, endpoints, secrets, keys, counters } = await readRows(sql, workspaceId)
  const { headers, signing } = openSecrets(secrets, sealer)
  const templates = { secrets: headers.get(placeKey(workspaceSourceId, null)) ?? new Map(), allowedOrigins: workspace.allowedOrigins }
  const endpointIds = new Map(endpoints.map((row) => [`${placeKey(row.sourceId, row.nodeId)} ${row.url}`, row.id]))
  const prepare = (source: LiveSource, block: CallingBlock): LiveRequest => {
    const place = placeKey(source.id, source.kind === 'webhook' ? null : block.id)
    const compiled = compileRequest(withSecretHeaders(block.request, headers.get(place)), templates)
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message ?? 'the request cannot be rendered')
    const ids = block.request.urls.map((url) => endpointIds.get(`${place} ${url}`) ?? '')
    if (ids.includes('')) throw new Error('a URL has no endpoint')
    return { compiled: compiled.request, policy: block.policy, urls: block.request.urls, endpointIds: ids }
  }
  const known = [...automations.flatMap(automationSource), ...webhooks.map((row) => webhookSource(row, groups))]
  const sources = known.filter(({ isLive }) => isLive).map(({ source }) => source)
  const index = buildIndex(sources, prepare)
  for (const failure of index.failures) onFailure(failure.source.id, failure.error)
  return {
    generation: Number(workspace.generation),
    webhooksEnabled: workspace.enabled,
    index,
    usesState: createUsesState(index),
    counters: liveCounters(counters, sources),
    campaigns: new Map(campaigns.map((row) => [row.id, row.name])),
    groups: new Map(groups.map((row) => [row.name, row.group])),
    webhooks: new Map(webhooks.map((row) => [row.id, row.status])),
    automations: new Set(automations.map((row) => row.id)),
    journeys: sources.filter(({ definition }) => definition.kind === 'journey').map(({ id }) => id),
    planVersion: createPlanVersion(sources, prepare),
    rates: ratesOf(known, endpointIds),
    findCall: createFindCall(known, prepare, onFailure),
    signing,
    templates,
    keyIds: new Set(keys.map((row) => row.id)),
    keys: new Map(keys.map((row) => [row.hash.toString('base64'), { id: row.id, name: row.name, scope: row.scope }])),
  }
}

interface KnownSource {
  source: LiveSource
  isLive: boolean
}

function automationSource({ id, name, status, campaignId, version, definition }: AutomationRow): KnownSource[] {
  return definition ? [{ source: { kind: 'automation', id, name, version, campaignId, definition }, isLive: status === 'active' }] : []
}

function webhookSource({ id, name, status, campaignId, ...subscription }: WebhookRow, groups: readonly GroupRow[]): KnownSource {
  const definition = subscriptionDefinition({ ...subscription, eventTypes: expandGroups(subscription.eventTypes, groups) })
  return { source: { kind: 'webhook', id, name, version: null, campaignId, definition }, isLive: status === 'active' }
}

/** In: all sources, and the id of each endpoint by its place and URL. Out: the rates of those that have one. */
function ratesOf(known: readonly KnownSource[], endpointIds: ReadonlyMap<string, string>): Map<string, number> {
  const rates = new Map<string, number>()
  for (const { source } of known) {
    for (const block of source.definition.blocks) {
      if (block.type !== 'webhook' || block.policy.ratePerSecond === null) continue
      const place = placeKey(source.id, source.kind === 'webhook' ? null : block.id)
      for (const url of block.request.urls) rates.set(endpointIds.get(`${place} ${url}`) ?? '', block.policy.ratePerSecond)
    }
  }
  return rates
}

function createPlanVersion(
  sources: readonly LiveSource[],
  prepare: (source: LiveSource, block: CallingBlock) => LiveRequest,
): Live['planVersion'] {
  const byId = new Map(sources.map((source) => [source.id, source]))
  return ({ automationId, version }, definition) => {
    const published = byId.get(automationId)
    if (!published) throw new Error('the automation is not active')
    const source = { ...published, version, definition }
    return { source, plan: planDefinition(definition, (block) => prepare(source, block)) }
  }
}

function createFindCall(
  known: readonly KnownSource[],
  prepare: (source: LiveSource, block: CallingBlock) => LiveRequest,
  onFailure: LoadOptions['onFailure'],
): Live['findCall'] {
  const byId = new Map(known.map(({ source }) => [source.id, source]))
  return (sourceId, nodeId) => {
    const source = byId.get(sourceId)
    const blockId = nodeId ?? subscriptionNodeIds.webhook
    const block = source?.definition.blocks.find((candidate) => candidate.type === 'webhook' && candidate.id === blockId)
    if (!source || block?.type !== 'webhook') return null
    try {
      return { source, request: prepare(source, block) }
    } catch (error) {
      onFailure(sourceId, error instanceof Error ? error.message : String(error))
      return null
    }
  }
}
