import type { Graph, GraphNode, JsonObject, JsonValue } from '@hookline/schema'
import { type Found, type SecretChange, type SecretPlace, secretHeaderNames, signingName, takeHeader, takeSigning } from './take-secrets.ts'

/** Names of what is stored of one source, by the place's node id. */
export type StoredSecrets = ReadonlyMap<string, ReadonlySet<string>>

export interface TakenDraft extends Found {
  draft: Graph
}

const none: ReadonlySet<string> = new Set()

/**
 * Takes the secrets out of a draft, whatever the types of its blocks.
 * In: the draft as it came, the one before it, and what is stored. Out: the draft to keep, and the secrets to store.
 */
export function takeDraftSecrets(draft: Graph, { stored, before }: { stored: StoredSecrets; before: Graph | null }): TakenDraft {
  const found: Found = { changes: [], errors: [] }
  const earlier = new Map(before?.nodes.map((node) => [node.id, node]))
  const nodes = draft.nodes.map((node, index) => {
    const place = { nodeId: node.id, path: `draft.nodes.${index}.config`, stored: stored.get(node.id) ?? none }
    return { ...node, config: takeConfig(node.config, place, { before: earlier.get(node.id), found }) }
  })
  return { draft: { ...draft, nodes }, ...found }
}

function takeConfig(
  { secret, hasSecret, ...config }: JsonObject,
  place: SecretPlace,
  { before, found }: { before: GraphNode | undefined; found: Found },
): JsonObject {
  // Absent keeps what the block had; a block that comes back (an undone removal) says itself what it had.
  const missing = secret === ''
  const had = missing || (before ? before.config.hasSecret : hasSecret) === true
  const signed = takeSigning(missing ? undefined : secret, { ...place, had }, found)
  // A block that was copied or given another id has left its secret behind: it says so, and stops publishing.
  const lost = had && !signed && (missing || secret === undefined)
  const request = config.request
  const withRequest =
    isObject(request) && Array.isArray(request.headers) ? { ...config, request: takeRequest(request, place, found) } : config
  return { ...withRequest, ...(signed && { hasSecret: true }), ...(lost && { secret: '' }) }
}

function takeRequest(request: JsonObject, place: SecretPlace, found: Found): JsonObject {
  const at = { ...place, path: `${place.path}.request` }
  const headers = headersOf(request).map((header, index) => (isObject(header) ? takeHeader(header, { ...at, index }, found) : header))
  return { ...request, headers }
}

/** The secrets that a graph speaks of as stored: what must be kept for it. */
export function draftSecretNames(graph: Graph): { nodeId: string; name: string }[] {
  return graph.nodes.flatMap(({ id, config }) => {
    const headers = isObject(config.request) ? headersOf(config.request).filter(isObject) : []
    const names = [...secretHeaderNames(headers), ...(config.hasSecret === true ? [signingName] : [])]
    return names.map((name) => ({ nodeId: id, name }))
  })
}

/** The draft for the answer to the call that set signing secrets: each stands in its block in clear, this once. */
export function showSigning(draft: Graph, changes: readonly SecretChange[]): Graph {
  const shown = new Map(changes.flatMap(({ nodeId, name, value }) => (name === signingName && value !== null ? [[nodeId, value]] : [])))
  if (shown.size === 0) return draft
  const nodes = draft.nodes.map((node) => {
    const secret = shown.get(node.id)
    return secret === undefined ? node : { ...node, config: { ...node.config, secret } }
  })
  return { ...draft, nodes }
}

function headersOf({ headers }: JsonObject): JsonValue[] {
  return Array.isArray(headers) ? headers : []
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
