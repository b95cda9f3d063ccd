import type { BehaviourCounts, Diagnostic, JsonObject, RenderedRequest, TemplateScope } from '@hookline/schema'
import type { CallingBlock } from '../blocks/block-kind.ts'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import { explainNode } from '../conditions/explain-condition.ts'
import type { Definition } from '../definition.ts'
import { diagnose } from '../diagnostic-codes.ts'
import { type EngineEvent, eventScope } from './event-scope.ts'
import { buildIndex, errorText, type IndexEntry, keepsToCampaign } from './match-index.ts'
import { mergeState } from './merge-state.ts'
import { explainNotReached } from './not-reached.ts'
import { type WalkedPart, walkSkippingWaits } from './simulate-waits.ts'
import { entersPlan, type PathEntry } from './walk.ts'

/** The finished requests of a block, one for each of its URLs, or why there are none. */
export type Rendering = { ok: true; requests: RenderedRequest[] } | { ok: false; code: string; message: string }

export interface SimulateInput {
  event: EngineEvent
  /** The user's state before the event's patch. */
  state: JsonObject
  /** The event's campaign, where its name is known. */
  campaign: { id: string; name: string | null } | null
  /** The campaign that the automation keeps to; null: all. */
  campaignId?: string | null
  /** ISO 8601 UTC; the simulated clock begins here. */
  now: string
  /** What the user has done, the event included; without it conditions on behaviour are false. */
  behaviour?: BehaviourCounts
  render: (nodeId: string, scope: TemplateScope) => Rendering
}

/**
 * What a block did: `at` is null for a block that was not reached, else the time of the simulated clock, by which waits are
 * skipped. `requests` are all of them, `request` the first; `until` is when a wait would have gone on.
 */
export interface TraceEntry {
  nodeId: string
  at: string | null
  /** `started`, `not-started`, `not-reached`, `not-rendered`, or what the type of block has: `call`, `yes`, `no`, `waited`, `ended`. */
  outcome: string
  branch?: string
  detail: string
  request?: RenderedRequest
  requests?: RenderedRequest[]
  until?: string
}

export interface Simulation {
  /** What `decide` would answer: a rule matches when it calls something, a journey when its trigger lets the event in. */
  matched: boolean
  trace: TraceEntry[]
  diagnostics: Diagnostic[]
}

/**
 * Walks an event through a definition and says of every block what it did and why; sends nothing.
 * It runs the functions of `decide`: the same index, the same tests, the same walk; waits are skipped on a simulated clock.
 */
export function simulate(definition: Definition, input: SimulateInput): Simulation {
  const campaignId = input.campaignId ?? null
  const source = { kind: 'automation', id: 'simulated', version: null, name: '', campaignId, definition } as const
  const index = buildIndex([source], (_source, block) => block)
  const failure = index.failures[0]?.error
  if (failure !== undefined) return { matched: false, trace: [], diagnostics: [bug(failure)] }
  const scope = scopeOf(input)
  const [entry] = index.candidates(input.event.type)
  const verdict = judgeTrigger(entry, scope, { ...input, eventTypes: definition.trigger.eventTypes })
  const trigger = {
    nodeId: definition.trigger.nodeId,
    at: input.now,
    outcome: verdict.enters ? 'started' : 'not-started',
    detail: verdict.detail,
  }
  if (!entry || !verdict.enters) return { matched: false, trace: [trigger, ...restOf(definition, [])], diagnostics: [] }
  try {
    return follow(entry, scope, { input, trigger })
  } catch (error) {
    return { matched: false, trace: [trigger], diagnostics: [bug(errorText(error))] }
  }
}

function follow(
  entry: IndexEntry<CallingBlock>,
  scope: ConditionScope,
  { input, trigger }: { input: SimulateInput; trigger: TraceEntry },
): Simulation {
  const { definition } = entry.plan
  const parts = walkSkippingWaits(entry.plan, scope)
  const path = parts.flatMap((part) => part.path)
  const diagnostics: Diagnostic[] = []
  const traced = parts.flatMap((part) => tracePart(entry, part, { input, diagnostics }))
  // A journey that goes round passes blocks again: what each did the first time is shown.
  const passed = traced.filter(({ nodeId }, index) => traced.findIndex((one) => one.nodeId === nodeId) === index)
  const round = parts.at(-1)?.isRound ? traced.at(-1)?.nodeId : undefined
  for (const one of passed) if (one.nodeId === round) one.detail += '; then the journey comes here again'
  const matched = definition.kind === 'journey' || parts.some(({ calls }) => calls.length > 0)
  return { matched, trace: [trigger, ...passed, ...restOf(definition, path)], diagnostics }
}

/** What the blocks of a part of the way did, but for the trigger. */
function tracePart(
  { plan }: IndexEntry<CallingBlock>,
  { path, calls, scope, until }: WalkedPart<CallingBlock>,
  { input, diagnostics }: { input: SimulateInput; diagnostics: Diagnostic[] },
): TraceEntry[] {
  const calling = new Set(calls.map((call) => call.nodeId))
  const blocks = path.filter(({ nodeId }) => nodeId !== plan.definition.trigger.nodeId)
  return blocks.map(({ nodeId, branch }, index): TraceEntry => {
    const explained = plan.steps.get(nodeId)?.step.explain(scope) ?? { outcome: '', detail: '' }
    const entryOfBlock = { nodeId, at: scope.now, ...explained, ...(branch !== undefined && { branch }) }
    if (until !== null && index === blocks.length - 1)
      return { ...entryOfBlock, detail: `${explained.detail}: would have gone on at ${until}`, until }
    if (!calling.has(nodeId)) return entryOfBlock
    const rendering = input.render(nodeId, scope)
    if (rendering.ok) {
      const [request] = rendering.requests
      return { ...entryOfBlock, ...(request && { request }), requests: rendering.requests }
    }
    diagnostics.push({ severity: 'error', code: rendering.code, message: rendering.message, nodeId })
    return { ...entryOfBlock, outcome: 'not-rendered', detail: rendering.message }
  })
}

function scopeOf({ event, state, campaign, now, behaviour }: SimulateInput): ConditionScope {
  const campaigns = new Map(campaign?.name ? [[campaign.id, campaign.name]] : [])
  const surroundings = { campaigns, now, ...(behaviour && { behaviour: () => behaviour }) }
  return eventScope(event, event.state ? mergeState(state, event.state) : state, surroundings)
}

/** The trigger's answer, and its reason. */
function judgeTrigger(
  entry: IndexEntry<CallingBlock> | undefined,
  scope: ConditionScope,
  { event, campaignId, eventTypes }: SimulateInput & { eventTypes: readonly string[] | '*' },
): { enters: boolean; detail: string } {
  if (!entry) {
    const waits = eventTypes === '*' ? 'every type but those of Hookline itself' : eventTypes.join(' or ')
    return { enters: false, detail: `waits for ${waits}, this is ${event.type}` }
  }
  const { plan } = entry
  const wanted = campaignId ?? plan.definition.trigger.campaignId ?? ''
  if (!keepsToCampaign(entry, event)) {
    const of = event.campaignId === null ? 'of none' : `of ${event.campaignId}`
    return { enters: false, detail: `keeps to campaign ${wanted}, this event is ${of}` }
  }
  const enters = entersPlan(plan, scope)
  return { enters, detail: plan.condition ? explainNode(plan.condition, scope).text : `this is ${event.type}` }
}

function restOf(definition: Definition, path: readonly PathEntry[]): TraceEntry[] {
  return explainNotReached(definition, path).map(({ nodeId, why }) => ({ nodeId, at: null, outcome: 'not-reached', detail: why }))
}

function bug(message: string): Diagnostic {
  return diagnose('engine.failed', message)
}
