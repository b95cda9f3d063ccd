import type { Diagnostic, Severity } from '@hookline/schema'

/**
 * Every code that the engine gives, what it means and whether it stops publishing. Codes of a WebHook's request
 * (its URLs, headers and body) come from the `checkRequest` argument and are not listed here.
 */
export const diagnosticCodes = {
  'graph.invalid': { severity: 'error', meaning: 'What came is not a graph: a field is missing, unknown or of the wrong type.' },
  'graph.no-trigger': { severity: 'error', meaning: 'Nothing starts the automation.' },
  'graph.many-triggers': { severity: 'error', meaning: 'More than one block would start the automation.' },
  'graph.duplicate-id': { severity: 'error', meaning: 'Two blocks have the same id.' },
  'graph.unknown-block-type': { severity: 'error', meaning: 'A block is of a type that does not exist.' },
  'graph.edge-from-nowhere': { severity: 'error', meaning: 'A way begins at a block that does not exist.' },
  'graph.edge-to-nowhere': { severity: 'error', meaning: 'A way leads to a block that does not exist.' },
  'graph.into-trigger': { severity: 'error', meaning: 'A way leads back into the trigger.' },
  'graph.unknown-branch': { severity: 'error', meaning: 'A way leaves a block by a branch that the block does not have.' },
  'graph.many-ways': { severity: 'error', meaning: 'In a journey one branch leads to more than one block.' },
  'graph.duplicate-edge': { severity: 'warning', meaning: 'The same way is drawn twice; it counts once.' },
  'graph.cycle': { severity: 'error', meaning: 'Blocks lead back to themselves without a wait.' },
  'graph.unreachable': { severity: 'error', meaning: 'No way leads from the trigger to a WebHook block.' },
  'graph.unreachable-block': { severity: 'warning', meaning: 'No way leads from the trigger to a block that calls nothing.' },
  'graph.not-a-rule': { severity: 'error', meaning: 'A rule is more than trigger, at most one condition, and WebHooks.' },
  'graph.no-webhook': { severity: 'warning', meaning: 'The automation calls nothing.' },
  'graph.dead-end': { severity: 'warning', meaning: 'A condition has nothing after either branch.' },
  'block.invalid-config': { severity: 'error', meaning: 'A setting of a block is missing, unknown or of the wrong type.' },
  'trigger.no-event-type': { severity: 'error', meaning: 'The trigger waits for no event type, or for all of them.' },
  'trigger.unknown-event-type': { severity: 'warning', meaning: 'No event of this type was ever seen or declared.' },
  'trigger.reentry': { severity: 'error', meaning: 'The trigger asks for a way of re-entry that does not exist, or not in a rule.' },
  'delay.no-time': { severity: 'error', meaning: 'A wait says neither how long nor until when, or both.' },
  'delay.duration': { severity: 'error', meaning: 'A wait is shorter than a second, longer than a year, or has a part of a second.' },
  'delay.time-zone': { severity: 'error', meaning: 'A wait until a time of day has a time zone that does not exist.' },
  'delay.nothing-after': { severity: 'warning', meaning: 'Nothing follows a wait.' },
  'webhook.no-url': { severity: 'error', meaning: 'A WebHook block has no URL to call.' },
  'webhook.no-secret': { severity: 'error', meaning: 'A WebHook block is to be signed, but its signing secret was left behind.' },
  'condition.invalid': { severity: 'error', meaning: 'A condition is not in the form of a rule group.' },
  'condition.too-deep': { severity: 'error', meaning: 'Groups of a condition are nested too deeply.' },
  'condition.too-many-rules': { severity: 'error', meaning: 'A condition has too many comparisons.' },
  'condition.empty': { severity: 'warning', meaning: 'A condition or a group in it has no comparison, so it is always true.' },
  'condition.unknown-operator': { severity: 'error', meaning: 'A comparison uses an operator that does not exist.' },
  'condition.no-field': { severity: 'error', meaning: 'A comparison names no field.' },
  'condition.path-syntax': { severity: 'error', meaning: 'A field is not written as a path.' },
  'condition.path-root': { severity: 'error', meaning: 'A field begins with a name that is not known.' },
  'condition.path-forbidden': { severity: 'error', meaning: 'A field has a name that belongs to JavaScript itself.' },
  'condition.missing-value': { severity: 'error', meaning: 'A comparison has nothing to compare with.' },
  'condition.value-shape': { severity: 'error', meaning: 'A comparison has a value that its operator cannot use.' },
  'condition.behaviour-where': { severity: 'error', meaning: 'What is counted of a user is told apart by more than the event itself.' },
  'condition.unknown-event-type': { severity: 'warning', meaning: 'Behaviour is asked of an event type that was never seen.' },
  'condition.range-reversed': { severity: 'warning', meaning: 'A range begins above its end.' },
  'condition.ignore-case': { severity: 'warning', meaning: 'Case is to be ignored where no text is compared.' },
  'condition.unknown-field': { severity: 'warning', meaning: 'A field was never seen in these events or users.' },
  'condition.value-type': {
    severity: 'warning',
    meaning: 'A value is of another type than its field, so the two are never equal or in order.',
  },
  'condition.not-in-enum': { severity: 'warning', meaning: 'A value is none of those that the schema of its field allows.' },
  'condition.never-true': { severity: 'warning', meaning: 'The comparisons of a group contradict each other.' },
  'condition.always-true': { severity: 'warning', meaning: 'One of the comparisons of a group always holds.' },
  'engine.failed': { severity: 'error', meaning: 'A bug of Hookline: a definition that was published cannot be run.' },
} as const satisfies Record<string, { severity: Severity; meaning: string }>

export type DiagnosticCode = keyof typeof diagnosticCodes

/** Where a diagnostic points and what mends it. */
export type DiagnosticPlace = Pick<Diagnostic, 'nodeId' | 'path' | 'fix'>

/** Makes a diagnostic with the severity that the table gives its code. */
export function diagnose(code: DiagnosticCode, message: string, place: DiagnosticPlace = {}): Diagnostic {
  return { severity: diagnosticCodes[code].severity, code, message, ...place }
}

/** Tells whether one of the diagnostics stops publishing. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
