import type { Diagnostic, TemplateScope } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { type Body, confirmFault } from './counter-example.ts'
import type { Fact, Facts } from './facts.ts'
import type { JsonFault, Position } from './json-reader.ts'
import { type Remedy, remediesFor } from './mend.ts'
import type { OutputNode } from './tree.ts'
import { type Exploration, exploreJson, type FoundFault } from './walk-json.ts'

/**
 * The three verdicts on a JSON body: every rendering is JSON; some rendering, which is named, is not; neither could be shown.
 */
export type Verdict =
  | { verdict: 'always-valid' }
  | { verdict: 'breaks'; diagnostics: Diagnostic[] }
  | { verdict: 'cannot-prove'; diagnostics: Diagnostic[] }

export type JudgedBody = Verdict & { positions: ReadonlyMap<OutputNode, Position>; breaksWith?: TemplateScope }

/** The verdict on a tree that was built already, with how each tag is written and values under which it was seen to break. */
export function judgeTree(body: Body): JudgedBody {
  const judged = judge(body)
  const { exploration, found } = judged
  if (found.length > 0 && exploration.work <= mendWorkMax) mend(body, judged)
  return judgedBody(body, judged)
}

interface Judged {
  exploration: Exploration
  found: FoundProblem[]
}

interface FoundProblem {
  diagnostic: Diagnostic
  /** As it was found or seen, with the facts it takes. */
  fault: JsonFault
  when: string
  scope: TemplateScope | undefined
}

function judge(body: Body): Judged {
  const exploration = exploreJson(body.tree, body.source.length)
  return { exploration, found: [...groupByPlace(exploration.faults).values()].flatMap((same) => describe(body, same) ?? []) }
}

function judgedBody({ source }: Body, { exploration: { positions, isComplete }, found }: Judged): JudgedBody {
  const diagnostics = found.map(({ diagnostic }) => diagnostic)
  const isBroken = diagnostics.some(({ severity }) => severity === 'error')
  const scope = (isBroken ? found.find(({ diagnostic }) => diagnostic.severity === 'error') : found[0])?.scope
  const about = { positions, ...(scope && { breaksWith: scope }) }
  if (isBroken) return { verdict: 'breaks', diagnostics, ...about }
  if (!isComplete) return { verdict: 'breaks', diagnostics: [tooComplex(source.length)], ...about }
  return diagnostics.length > 0 ? { verdict: 'cannot-prove', diagnostics, ...about } : { verdict: 'always-valid', positions }
}

/** Faults that are given a remedy by trying, and bodies that are worth it: trying costs as much as judging. */
const mendedMax = 3
const mendWorkMax = 20_000

/** A change that mends one way through the template may break another, so each is tried before it is offered. */
function mend(body: Body, before: Judged): void {
  for (const problem of before.found.filter(({ when }) => when !== '').slice(0, mendedMax)) {
    const remedy = remediesFor(body, problem.fault).find(({ edit }) => isBetter(applied(body.source, edit), before))
    if (remedy) Object.assign(problem.diagnostic, remedy)
  }
}

function applied(source: string, { start, end, text }: Remedy['edit']): string {
  return source.slice(0, start) + text + source.slice(end)
}

function problemKey({ fault, when }: FoundProblem): string {
  return `${fault.code} ${when}`
}

function isBetter(source: string, before: Judged): boolean {
  const built = buildTree(source)
  if (!built.ok) return false
  const after = judge({ source, tree: built.tree })
  const known = new Set(before.found.map(problemKey))
  return (
    after.exploration.isComplete && after.found.length < before.found.length && after.found.every((each) => known.has(problemKey(each)))
  )
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
function describe(body: Body, same: readonly FoundFault[]): FoundProblem | undefined {
  const bySize = [...same].sort((left, right) => left.facts.size - right.facts.size).slice(0, triesMax)
  const { source } = body
  for (const { fault, facts } of bySize) {
    const when = conditionText(source, facts)
    if (fault.code === 'template.mixed-position') return { diagnostic: errorFor(source, fault, when), fault, when, scope: undefined }
    const seen = isUsual(facts) ? confirmFault(body, facts) : undefined
    if (seen?.fault.code === fault.code) return { diagnostic: errorFor(source, seen.fault, when), ...seen, when }
  }
  const [first] = bySize
  if (!first) return undefined
  const { fault, facts } = first
  const when = conditionText(source, facts)
  const seen = confirmFault(body, facts)
  const scope = seen?.fault.code === fault.code ? seen.scope : undefined
  return { diagnostic: warningFor(source, fault, when), fault, when, scope }
}

/** Sets of values tried for one fault, at most. */
const triesMax = 8

function errorFor(source: string, seen: JsonFault, when: string): Diagnostic {
  const { code, message, fix, edit, start, end } = withQuotes(source, seen)
  // A change that mends one way through the template may break another.
  const remedy = { ...(fix ? { fix } : {}), ...(edit && !when ? { edit } : {}) }
  return { severity: 'error', code, message: when ? `${message}: ${when}` : message, start, end, ...remedy }
}

function warningFor(source: string, fault: JsonFault, when: string): Diagnostic {
  const { message, fix, start, end } = withQuotes(source, fault)
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
