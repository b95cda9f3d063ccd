import {
  type Catalog,
  type ConditionGroup,
  type Diagnostic,
  type JsonObject,
  type Reentry,
  reentries,
  triggerConfigSchema,
} from '@hookline/schema'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import { configIssues, configWithoutCondition } from './config-issues.ts'
import { readOptionalCondition } from './optional-condition.ts'

/** What starts an automation or a webhook. */
export interface DefinitionTrigger {
  readonly nodeId: string
  /** `*` is every type but Hookline's own, whose names begin with `hookline.`. */
  readonly eventTypes: readonly string[] | '*'
  readonly condition?: ConditionGroup
  /** Only events of this campaign. */
  readonly campaignId?: string
  readonly reentry: Reentry
  readonly next: readonly string[]
}

/** The trigger of the definition, null where an error stands in its config. */
export interface ReadTrigger {
  trigger: DefinitionTrigger | null
  diagnostics: Diagnostic[]
}

/** A trigger as it was drawn: its node id, its config and where its way leads. */
interface DrawnTrigger {
  id: string
  config: JsonObject
  next: readonly string[]
}

/** Reads the trigger of a graph of a kind. */
export function readTrigger(drawn: DrawnTrigger, { kind, catalog }: { kind: 'rule' | 'journey'; catalog: Catalog }): ReadTrigger {
  const { id, config, next } = drawn
  const parsed = triggerConfigSchema.safeParse(configWithoutCondition(config))
  const eventTypes = triggerEventTypes(config)
  const { condition, diagnostics } = readOptionalCondition(config.condition, { catalog, eventTypes })
  if (parsed.success) diagnostics.unshift(...checkEventType(parsed.data.eventType, catalog))
  else
    diagnostics.unshift(
      ...parsed.error.issues.flatMap((issue) => (issue.path[0] === 'reentry' ? reentryIssue(config) : configIssues([issue]))),
    )
  if (parsed.success && kind === 'rule' && parsed.data.reentry === 'onceWhileRunning') diagnostics.push(notInRule())
  if (!parsed.success || hasErrors(diagnostics)) return { trigger: null, diagnostics }
  const { reentry } = parsed.data
  return { trigger: { nodeId: id, eventTypes, ...(condition && { condition }), reentry, next }, diagnostics }
}

/** The event types that a trigger's config asks for: one, or none where it names none. */
export function triggerEventTypes({ eventType }: JsonObject): string[] {
  return typeof eventType === 'string' && eventType !== '' && eventType !== '*' ? [eventType] : []
}

function checkEventType(eventType: string, catalog: Catalog): Diagnostic[] {
  const path = 'eventType'
  if (eventType === '')
    return [diagnose('trigger.no-event-type', 'The trigger waits for no event type.', { path, fix: 'Choose an event type.' })]
  if (eventType === '*')
    return [
      diagnose('trigger.no-event-type', 'An automation waits for one event type.', {
        path,
        fix: 'Choose one; webhooks can take them all.',
      }),
    ]
  if (Object.hasOwn(catalog.eventTypes, eventType)) return []
  const nearest = nearestName(eventType, Object.keys(catalog.eventTypes))
  const fix = nearest === null ? 'Send one such event, or declare the type in the event reference.' : `Did you mean "${nearest}"?`
  return [diagnose('trigger.unknown-event-type', `No event of type "${eventType}" was ever seen.`, { path, fix })]
}

function reentryIssue({ reentry }: JsonObject): Diagnostic[] {
  const asked = typeof reentry === 'string' ? `"${reentry}"` : 'This'
  const fix = `Use one of ${reentries.map((name) => `"${name}"`).join(', ')}.`
  return [diagnose('trigger.reentry', `${asked} is not a way to enter again that works here.`, { path: 'reentry', fix })]
}

function notInRule(): Diagnostic {
  return diagnose('trigger.reentry', 'Nothing waits in a rule, so nobody is still in it.', {
    path: 'reentry',
    fix: 'Use "every" or "oncePerUser", or make it a journey.',
  })
}
