import type { Definition } from '@hookline/engine'
import type { ApiKeyScope, ConditionGroup, DeliveryPolicy, RequestTemplate } from '@hookline/schema'
import type { Sql } from '../db/client.ts'
import { inSnapshot } from '../db/snapshot.ts'
import type { CounterRow } from './counters.ts'

/** The rows of all definitions, read at once. */
export function readRows(sql: Sql, workspaceId: number) {
  return inSnapshot(sql, async (tx) => {
    const [workspace] = await tx<{ generation: string; enabled: boolean; allowedOrigins: string[] }[]>`
      SELECT generation, webhooks_enabled AS enabled, allowed_origins AS "allowedOrigins" FROM workspaces WHERE id = ${workspaceId}`
    if (!workspace) throw new Error(`workspace ${workspaceId} is missing`)
    const [automations, webhooks, campaigns, groups, endpoints, secrets, keys, counters] = await Promise.all([
      tx<AutomationRow[]>`
        SELECT a.id, a.name, a.status, a.campaign_id AS "campaignId", v.version, v.definition
        FROM automations a LEFT JOIN automation_versions v
          ON v.workspace_id = a.workspace_id AND v.automation_id = a.id AND v.version = a.published_version
        WHERE a.workspace_id = ${workspaceId} AND a.deleted_at IS NULL ORDER BY a.id`,
      tx<WebhookRow[]>`
        SELECT id, name, status, event_types AS "eventTypes", campaign_id AS "campaignId", condition, request, policy
        FROM webhooks WHERE workspace_id = ${workspaceId} ORDER BY id`,
      tx<{ id: string; name: string }[]>`SELECT id, name FROM campaigns WHERE workspace_id = ${workspaceId}`,
      tx<GroupRow[]>`
        SELECT name, event_group AS "group" FROM event_types WHERE workspace_id = ${workspaceId} AND event_group IS NOT NULL`,
      tx<EndpointRow[]>`SELECT id, source_id AS "sourceId", node_id AS "nodeId", url FROM endpoints WHERE workspace_id = ${workspaceId}`,
      tx<SecretRow[]>`
        SELECT source_id AS "sourceId", node_id AS "nodeId", name, sealed FROM secrets
        WHERE workspace_id = ${workspaceId} AND (expires_at IS NULL OR expires_at > now()) ORDER BY id DESC`,
      tx<{ id: string; name: string; scope: ApiKeyScope; hash: Buffer }[]>`
        SELECT id, name, scope, hash FROM api_keys WHERE workspace_id = ${workspaceId} AND revoked_at IS NULL`,
      tx<CounterRow[]>`
        SELECT id, key, event_type AS "eventType", "where", extract(epoch FROM counted_from)::float8 * 1000 AS "countedFromMs",
          filled_at IS NOT NULL AS "isFilled"
        FROM behaviour_counters WHERE workspace_id = ${workspaceId}`,
    ])
    return { workspace, automations, webhooks, campaigns, groups, endpoints, secrets, keys, counters }
  })
}

export interface AutomationRow {
  id: string
  name: string
  status: 'draft' | 'active' | 'paused'
  campaignId: string | null
  version: number | null
  definition: Definition | null
}

export interface WebhookRow {
  id: string
  name: string
  status: 'active' | 'inactive'
  eventTypes: string[]
  campaignId: string | null
  condition: ConditionGroup | null
  request: RequestTemplate
  policy: DeliveryPolicy
}

/** An event type that is in a group. */
export interface GroupRow {
  name: string
  group: string
}

export interface EndpointRow {
  id: string
  sourceId: string
  nodeId: string
  url: string
}

export interface SecretRow {
  sourceId: string
  nodeId: string
  name: string
  sealed: Buffer
}
