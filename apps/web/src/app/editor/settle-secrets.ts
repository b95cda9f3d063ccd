import type { Graph, GraphNode, JsonObject, JsonValue } from '@hookline/schema'

/** A signing secret that the server has just made or taken: it is told this once. */
export interface ToldSecret {
  nodeId: string
  secret: string
}

/** The signing secrets that stand in clear in the answer to a save. */
export function toldSecrets(answered: Graph): ToldSecret[] {
  return answered.nodes.flatMap(({ id, config }) =>
    typeof config.secret === 'string' && config.secret.startsWith('whsec_') ? [{ nodeId: id, secret: config.secret }] : [],
  )
}

/**
 * The drawing once its secrets are stored: they are no part of it any more, so that nothing sends, copies or makes them a
 * second time. Out: the very same graph where it holds none.
 */
export function settleSecrets(graph: Graph): Graph {
  const nodes = graph.nodes.map(settled)
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes }
}

function settled(node: GraphNode): GraphNode {
  const signed = withoutSigning(node.config)
  const request = isObject(signed.request) ? withoutValues(signed.request) : signed.request
  if (signed === node.config && request === signed.request) return node
  return { ...node, config: { ...signed, ...(request !== undefined && { request }) } }
}

function withoutSigning(config: JsonObject): JsonObject {
  const { secret, hasSecret: _, ...rest } = config
  if (secret === null) return rest
  return typeof secret === 'string' && secret !== '' ? { ...rest, hasSecret: true } : config
}

function withoutValues(request: JsonObject): JsonObject {
  const { headers } = request
  if (!Array.isArray(headers) || !headers.some(holdsSecret)) return request
  return { ...request, headers: headers.map((header) => (holdsSecret(header) ? { ...header, value: null } : header)) }
}

function holdsSecret(header: JsonValue): header is JsonObject {
  return isObject(header) && header.secret === true && typeof header.value === 'string' && header.value !== ''
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
