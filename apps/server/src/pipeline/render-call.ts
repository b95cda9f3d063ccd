import type { EngineEvent, LiveSource } from '@hookline/engine'
import type { RenderedRequest, TemplateScope } from '@hookline/schema'
import { renderRequest } from '@hookline/template'
import { type TraceContext, traceparentName, tracestateName } from '@hookline/webhook'
import { separator } from '../db/array-literal.ts'
import { newUuid, publicId } from '../ids.ts'
import type { LiveRequest } from '../live/load.ts'
import type { Unsendable } from '../queue/insert-undelivered.ts'
import type { Owed } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import type { IncomingEvent } from './incoming.ts'

/** A call that an event caused, or that is made again. */
export interface CallToRender {
  event: Pick<EngineEvent, 'id' | 'type' | 'userId' | 'campaignId'> & Pick<IncomingEvent, 'trace'>
  source: Pick<LiveSource, 'kind' | 'id' | 'version'>
  nodeId: string
  request: LiveRequest
  scope: TemplateScope
}

export interface RenderContext {
  workspaceId: number
  nowMs: number
  sealer: Sealer
  /** The group of each event type that has one. */
  groups: ReadonlyMap<string, string>
}

/** The finished deliveries of a call, one for each URL, or why one cannot be made; all have the same message id. */
export type RenderedCall = ({ ok: true; owed: Owed } | ({ ok: false } & Unsendable))[]

/** Renders a call for the URLs at `urlIndexes` (all of them by default). */
export function renderCall(
  call: CallToRender,
  context: RenderContext,
  urlIndexes = call.request.urls.map((_, index) => index),
): RenderedCall {
  const messageId = newUuid(context.nowMs)
  return urlIndexes.map((urlIndex) => renderUrl({ call, context, messageId, urlIndex }))
}

interface UrlToRender {
  call: CallToRender
  context: RenderContext
  messageId: string
  urlIndex: number
}

function renderUrl({ call, context, messageId, urlIndex }: UrlToRender): RenderedCall[number] {
  const { request, scope, event } = call
  const id = newUuid(context.nowMs)
  const input = {
    scope: { ...scope, delivery: { id: publicId('dlv', id) } },
    messageId: publicId('msg', messageId),
    scopeName: context.groups.get(event.type) ?? event.type,
  }
  const rendered = renderRequest(request.compiled, input, urlIndex)
  const empty: RenderedRequest = { method: request.compiled.method, url: request.urls[urlIndex] ?? '', headers: [], body: null }
  const owed = toOwed(rendered.ok ? rendered.request : empty, { call, context, messageId, id, urlIndex })
  return rendered.ok ? { ok: true, owed } : { ok: false, owed, error: rendered.code, message: rendered.message }
}

function toOwed(rendered: RenderedRequest, { call, context, messageId, id, urlIndex }: UrlToRender & { id: string }): Owed {
  const { event, source, request, nodeId } = call
  const secret: [string, string][] = []
  const headers: [string, string][] = []
  for (const header of rendered.headers) (header.secret ? secret : headers).push([header.name, header.value])
  if (event.trace) addTrace(headers, event.trace, rendered)
  return {
    workspaceId: context.workspaceId,
    id,
    messageId,
    eventId: event.id,
    eventType: event.type,
    userId: event.userId,
    campaignId: event.campaignId,
    sourceKind: source.kind,
    sourceId: source.id,
    nodeId: source.kind === 'automation' ? nodeId : null,
    version: source.version,
    endpointId: request.endpointIds[urlIndex] ?? '',
    method: rendered.method,
    url: rendered.url,
    headers: sharedHeaders(request, headers),
    secretHeaders: secret.length > 0 ? context.sealer.seal(JSON.stringify(secret)) : null,
    body: rendered.body === null ? null : Buffer.from(rendered.body, 'utf8'),
    bodyText: isSeparable(rendered.body) ? rendered.body : undefined,
    attempts: 0,
    resentFrom: null,
    timeoutMs: request.policy.timeoutMs,
    success: request.policy.success,
    retry: request.policy.retry,
  }
}

/** The trace of the event goes on, unless the request names one of its own; each attempt puts in its own parent (attempt.ts). */
function addTrace(headers: Owed['headers'], trace: TraceContext, rendered: RenderedRequest): void {
  const has = (name: string) => rendered.headers.some((header) => header.name.toLowerCase() === name)
  if (has(traceparentName)) return
  headers.push([traceparentName, trace.traceparent])
  if (trace.tracestate !== null && !has(tracestateName)) headers.push([tracestateName, trace.tracestate])
}

/** Neither what PostgreSQL's text cannot carry, nor what stands between texts. */
function isSeparable(body: string | null): body is string {
  return body !== null && body !== '' && !body.includes('\0') && !body.includes(separator)
}

const lastHeaders = new WeakMap<LiveRequest, Owed['headers']>()

/** The same list as the last one of this request where it says the same: most requests' headers are constant. */
function sharedHeaders(request: LiveRequest, headers: Owed['headers']): Owed['headers'] {
  const last = lastHeaders.get(request)
  if (last && isSameHeaders(last, headers)) return last
  lastHeaders.set(request, headers)
  return headers
}

function isSameHeaders(a: Owed['headers'], b: Owed['headers']): boolean {
  return a.length === b.length && a.every(([name, value], index) => name === b[index]?.[0] && value === b[index]?.[1])
}
