import type { Graph, GraphNode, JsonObject, JsonValue } from '@hookline/schema'
import type { CanvasStore } from '../../features/canvas/store.ts'

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

/** Takes stored secrets out of the drawing, past undo: they are not drawn. */
export function settle(store: CanvasStore, sent: Graph): void {
  const { graph } = store.getState()
  const settled = settleSecrets(graph, sent)
  if (settled === graph) return
  const history = store.temporal.getState()
  history.pause()
  store.setState({ graph: settled })
  history.resume()
}

/**
 * The drawing once the secrets of a save are stored: they are no part of it any more, so that nothing sends, copies or
 * makes them a second time. What was written after the save was sent is not stored, and stays.
 * In: the drawing now, and as it was sent. Out: the very same graph where nothing of it was stored.
 */
export function settleSecrets(graph: Graph, sent: Graph): Graph {
  const before = new Map(sent.nodes.map((node) => [node.id, node]))
  const nodes = graph.nodes.map((node) => {
    const stored = before.get(node.id)
    return stored ? settled(node, stored) : node
  })
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes }
}

function settled(node: GraphNode, stored: GraphNode): GraphNode {
  const signed = node.config.secret === stored.config.secret ? withoutSigning(node.config) : node.config
  const request = isObject(signed.request) ? withoutValues(signed.request, storedValues(stored.config.request)) : signed.request
  if (signed === node.config && request === signed.request) return node
  return { ...node, config: { ...signed, ...(request !== undefined && { request }) } }
}

function withoutSigning(config: JsonObject): JsonObject {
  const { secret, hasSecret: _, ...rest } = config
  if (secret === null) return rest
  return typeof secret === 'string' && secret !== '' ? { ...rest, hasSecret: true } : config
}

function withoutValues(request: JsonObject, stored: ReadonlySet<string>): JsonObject {
  const { headers } = request
  const isStored = (header: JsonValue) => holdsSecret(header) && stored.has(keyOf(header))
  if (!Array.isArray(headers) || !headers.some(isStored)) return request
  return { ...request, headers: headers.map((header) => (isObject(header) && isStored(header) ? { ...header, value: null } : header)) }
}

function storedValues(request: JsonValue | undefined): ReadonlySet<string> {
  const headers = isObject(request) && Array.isArray(request.headers) ? request.headers : []
  return new Set(headers.filter(holdsSecret).map(keyOf))
}

function keyOf({ name, value }: JsonObject): string {
  return JSON.stringify([name, value])
}

function holdsSecret(header: JsonValue): header is JsonObject {
  return isObject(header) && header.secret === true && typeof header.value === 'string' && header.value !== ''
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
