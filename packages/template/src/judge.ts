import type { Diagnostic } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { type Body, confirmFault } from './counter-example.ts'
import type { Fact, Facts } from './facts.ts'
import type { JsonFault, Position } from './json-reader.ts'
import type { OutputNode } from './tree.ts'
import { exploreJson, type FoundFault } from './walk-json.ts'

/**
 * The three verdicts on a JSON body: every rendering is JSON; some rendering, which is named, is not; neither could be shown.
 */
export type Verdict =
  | { verdict: 'always-valid' }
  | { verdict: 'breaks'; diagnostics: Diagnostic[] }
  | { verdict: 'cannot-prove'; diagnostics: Diagnostic[] }

export type JudgedBody = Verdict & { positions: ReadonlyMap<OutputNode, Position> }

/**
 * Judges a body template for JSON.
 * In: its source. Out: the verdict; a template with errors of its own `breaks` with those.
 */
export function judgeJson(source: string): Verdict {
  const built = buildTree(source)
  if (!built.ok) return { verdict: 'breaks', diagnostics: built.diagnostics }
  const { positions: _, ...verdict } = judgeTree({ source, tree: built.tree })
  return verdict
}

/** The same for a tree that was built already; also says how each tag is written. */
export function judgeTree(body: Body): JudgedBody {
  const { faults, positions, isComplete } = exploreJson(body.tree, body.source.length)
  const diagnostics = [...groupByPlace(faults).values()].map((same) => describe(body, same))
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { verdict: 'breaks', diagnostics, positions }
  if (!isComplete) return { verdict: 'breaks', diagnostics: [tooComplex(body.source.length)], positions }
  return diagnostics.length > 0 ? { verdict: 'cannot-prove', diagnostics, positions } : { verdict: 'always-valid', positions }
}

/** Tags whose place is unknown cannot be written safely, so such a body is refused. */
function tooComplex(end: number): Diagnostic {
  const message = 'there are too many ways through this template to check that each gives JSON'
  return { severity: 'error', code: 'template.too-complex', message, fix: 'use fewer conditions or loops', start: 0, end }
}

function groupByPlace(faults: readonly FoundFault[]): Map<string, FoundFault[]> {
  const groups = new Map<string, FoundFault[]>()
  for (const found of faults) {
    const key = `${found.fault.code} ${found.fault.start}`
    groups.set(key, [...(groups.get(key) ?? []), found])
  }
  return groups
}

/** An error if values are known that break the body there, else a warning. */
function describe(body: Body, same: readonly FoundFault[]): Diagnostic {
  const bySize = [...same].sort((left, right) => left.facts.size - right.facts.size)
  for (const { fault, facts } of bySize.slice(0, triesMax)) {
    const seen = fault.code === 'template.mixed-position' ? fault : isUsual(facts) ? confirmFault(body, facts) : undefined
    if (seen?.code === fault.code) return errorFor(body.source, seen, facts)
  }
  const [first] = bySize
  return first ? warningFor(body.source, first) : tooComplex(body.source.length)
}

/** Sets of values tried for one fault, at most. */
const triesMax = 8

function errorFor(source: string, seen: JsonFault, facts: Facts): Diagnostic {
  const { code, message, fix, edit, start, end } = withQuotes(source, seen)
  const when = conditionText(source, facts)
  // A change that mends one way through the template may break another.
  const remedy = { ...(fix ? { fix } : {}), ...(edit && !when ? { edit } : {}) }
  return { severity: 'error', code, message: when ? `${message}: ${when}` : message, start, end, ...remedy }
}

function warningFor(source: string, { fault, facts }: FoundFault): Diagnostic {
  const { message, fix, start, end } = withQuotes(source, fault)
  const when = conditionText(source, facts)
  const text = `this may not give JSON: ${message}${when ? `, ${when}` : ''}`
  return { severity: 'warning', code: 'template.unproved', message: text, start, end, ...(fix ? { fix } : {}) }
}

/** Widens a fault about missing quotes to all that belongs between them, and adds the edit that puts them there. */
function withQuotes(source: string, fault: JsonFault): JsonFault {
  if (fault.code !== 'template.unquoted-string' && fault.code !== 'template.unquoted-key') return fault
  const unquoted = /^(?:\{\{[^{}#/]*\}\}|[^,:}\]\n"{])*/.exec(source.slice(fault.start))?.[0].trimEnd() ?? ''
  const end = fault.start + unquoted.length
  if (end < fault.end) return fault
  return { ...fault, end, edit: { start: fault.start, end, text: `"${unquoted}"` } }
}

/**
 * A list of one entry is what every template for lists must take. That others break may be known not to happen
 * (a list that always has one entry), so it is a warning, and such a body is not sent.
 */
function isUsual(facts: Facts): boolean {
  return [...facts.values()].every((fact) => fact.kind === 'truth' || fact.length === 1 || (fact.length === 0 && fact.hasElse))
}

/** The counter-example in words: "when event.vip is empty and event.items has one entry". */
function conditionText(source: string, facts: Facts): string {
  const counted = new Set([...facts.values()].filter(({ kind }) => kind === 'length').map(({ expression }) => expression.key))
  const told = [...facts.values()].filter(({ kind, expression }) => kind === 'length' || !counted.has(expression.key))
  const parts = told.flatMap((fact) => factText(source, fact) ?? [])
  return parts.length > 0 ? `when ${[...new Set(parts)].join(' and ')}` : ''
}

function factText(source: string, fact: Fact): string | undefined {
  const { expression } = fact
  if (expression.type === 'local' && expression.role !== 'item' && expression.role !== 'key') return undefined
  const name = source.slice(expression.start, expression.end)
  if (fact.kind === 'length') return `${name} has ${fact.length === 0 ? 'no entries' : fact.length === 1 ? 'one entry' : 'several entries'}`
  if (expression.type === 'call') return `${name} is ${fact.holds ? 'true' : 'false'}`
  return `${name} is ${fact.holds ? 'not empty' : 'empty'}`
}
