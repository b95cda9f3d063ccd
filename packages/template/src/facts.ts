import { helpers } from './helpers/helpers.ts'
import type { CallExpression, Expression } from './tree.ts'
import { isAbsent, isEmpty } from './values.ts'

/** What one way through a template takes for granted: a condition's outcome, or how many entries a list has (2: several). */
export type Fact =
  | { kind: 'truth'; expression: Expression; test: 'if' | 'with'; holds: boolean }
  | { kind: 'length'; expression: Expression; length: 0 | 1 | 2; hasElse: boolean }

export type Facts = ReadonlyMap<string, Fact>

/** One outcome of a condition and what it takes for it. */
export interface Fork {
  holds: boolean
  facts: Facts
}

const forksMax = 32

export function truthKey(test: 'if' | 'with', expression: Expression): string {
  return `${test} ${expression.key}`
}

export function withTruth(facts: Facts, test: 'if' | 'with', { expression, holds }: { expression: Expression; holds: boolean }): Facts {
  return new Map(facts).set(truthKey(test, expression), { kind: 'truth', expression, test, holds })
}

/** All the outcomes that a condition can have where `facts` hold. */
export function forkOn(expression: Expression, test: 'if' | 'with', facts: Facts): Fork[] {
  if (expression.type === 'literal') {
    return [{ holds: test === 'with' ? !isAbsent(expression.value) : !isEmpty(expression.value), facts }]
  }
  if (expression.type === 'call' && test === 'if') {
    const { helper, args } = expression
    const [first] = args
    if (helper.name === 'not' && first) return forkOn(first, 'if', facts).map((fork) => ({ ...fork, holds: !fork.holds }))
    if (helper.name === 'ne') return forkOn(asCall(expression, 'eq'), 'if', facts).map((fork) => ({ ...fork, holds: !fork.holds }))
    const place = placeInLoop(expression)
    if (place) return forkOn(place.expression, 'if', facts).map((fork) => ({ ...fork, holds: fork.holds === place.holds }))
    if (helper.name === 'and' || helper.name === 'or') return forkOnAll(args, helper.name === 'and', facts)
  }
  const known = facts.get(truthKey(test, expression))
  if (known?.kind === 'truth') return [{ holds: known.holds, facts }]
  return [true, false].map((holds) => ({ holds, facts: withTruth(facts, test, { expression, holds }) }))
}

/** The same comparison by another helper, so that both are known to go together. */
function asCall(expression: CallExpression, name: string): CallExpression {
  const helper = helpers.get(name) ?? expression.helper
  return { ...expression, helper, key: `${name}(${expression.args.map((arg) => arg.key).join(' ')})` }
}

/** `(eq @index 0)` and `(gt @index 0)` say what `@index` alone says to an `if`. */
function placeInLoop({ helper: { name }, args }: CallExpression): { expression: Expression; holds: boolean } | undefined {
  const [left, right] = args
  if (left?.type !== 'local' || left.role !== 'index' || right?.type !== 'literal') return undefined
  if (name === 'eq' && right.value === 0) return { expression: left, holds: false }
  const isBehindFirst = (name === 'gt' && right.value === 0) || (name === 'gte' && right.value === 1)
  return isBehindFirst ? { expression: left, holds: true } : undefined
}

/** `and` goes on while its values hold, `or` while they do not. */
function forkOnAll(args: readonly Expression[], goesOn: boolean, facts: Facts): Fork[] {
  let forks: Fork[] = [{ holds: goesOn, facts }]
  for (const arg of args) forks = forks.flatMap((fork) => (fork.holds === goesOn ? forkOn(arg, 'if', fork.facts) : [fork]))
  if (forks.length <= forksMax) return forks
  return [
    { holds: true, facts },
    { holds: false, facts },
  ]
}

/** What still holds when the blocks whose places begin at `slot` are left, up to `end`. */
export function withoutLocals(facts: Facts, slot: number, end: number): Facts {
  const kept = [...facts].filter(([, { expression }]) => !mentions(expression, slot, end))
  return kept.length === facts.size ? facts : new Map(kept)
}

/** Whether an expression reads what a block binds at places from `slot` to below `end`. */
export function mentions(expression: Expression, slot: number, end: number): boolean {
  if (expression.type === 'local') return expression.slot >= slot && expression.slot < end
  return expression.type === 'call' && expression.args.some((arg) => mentions(arg, slot, end))
}

function outcome(fact: Fact): string {
  return fact.kind === 'truth' ? String(fact.holds) : String(fact.length)
}

/** The same text for the same facts; `except` leaves one out. */
export function signature(facts: Facts, except?: string): string {
  const parts: string[] = []
  for (const [key, fact] of facts) if (key !== except) parts.push(`${key}=${outcome(fact)}`)
  return parts.sort().join('\n')
}

/** Whether everything in `fewer` is also in `more`, so that `fewer` stands for all the ways of `more`. */
export function covers(fewer: Facts, more: Facts): boolean {
  for (const [key, fact] of fewer) {
    const other = more.get(key)
    if (!other || outcome(other) !== outcome(fact)) return false
  }
  return true
}

/** How many outcomes make up all there are. */
export function outcomesOf(fact: Fact): number {
  return fact.kind === 'truth' ? 2 : 3
}
