import type { JsonObject, TemplateScope } from '@hookline/schema'
import { compileExpression, type Run } from './evaluate.ts'
import type { Fact, Facts } from './facts.ts'
import { type JsonFault, type Reading, readEnd, readTag, readText, startReading } from './json-reader.ts'
import { bindEntry, entriesOf } from './render.ts'
import { type Expression, localRoles, nodesIn, type TemplateNode, type Tree } from './tree.ts'
import { isAbsent, isEmpty, type Value } from './values.ts'

/** A body and its source, to look for values that break it. */
export interface Body {
  source: string
  tree: Tree
}

/**
 * Looks for values under which the facts hold, and reads the body as it would be rendered with them.
 * Out: the fault that really happens, undefined if none was found: what is claimed to break has been seen to break.
 */
export function confirmFault(body: Body, facts: Facts): JsonFault | undefined {
  const scope = scopeFor(body.tree, facts)
  const run: Run = { scope, locals: new Array<Value>(body.tree.slots), steps: 0 }
  const reading = startReading()
  return readNodes(body.tree.nodes, run, reading) ?? readEnd(reading, body.source.length)
}

function readNodes(nodes: readonly TemplateNode[], run: Run, reading: Reading): JsonFault | undefined {
  for (const node of nodes) {
    const fault = readNode(node, run, reading)
    if (fault) return fault
  }
  return undefined
}

function readNode(node: TemplateNode, run: Run, reading: Reading): JsonFault | undefined {
  if (node.type === 'text') return readText(reading, node.text, node.start)
  if (node.type === 'output') {
    const position = readTag(reading, node)
    return typeof position === 'string' ? undefined : position
  }
  if (node.type === 'branch') {
    const value = compileExpression(node.condition)(run)
    if (node.test === 'with') run.locals[node.slot] = value
    const holds = node.test === 'with' ? !isAbsent(value) : isEmpty(value) === node.negated
    return readNodes(holds ? node.body : node.otherwise, run, reading)
  }
  const list = entriesOf(compileExpression(node.list), run)
  if (list.length === 0) return readNodes(node.otherwise, run, reading)
  for (let index = 0; index < list.length; index++) {
    bindEntry(run.locals, node.slot, { list, index })
    const fault = readNodes(node.body, run, reading)
    if (fault) return fault
  }
  return undefined
}

/** A scope in which as many of the facts hold as can be arranged. */
function scopeFor(tree: Tree, facts: Facts): TemplateScope {
  const now = '2026-01-01T00:00:00.000Z'
  const scope: TemplateScope = {
    event: {},
    trigger: { id: 'evt-1', type: 'sample', occurredAt: now },
    user: { id: 'user-1' },
    state: {},
    campaign: null,
    now,
  }
  const all = [...facts.values()]
  // Containers before what is in them.
  for (const fact of [...all.filter(({ kind }) => kind === 'length'), ...all.filter(({ kind }) => kind === 'truth')])
    arrange(scope, tree, fact)
  return scope
}

function arrange(scope: TemplateScope, tree: Tree, fact: Fact): void {
  const { expression } = fact
  if (fact.kind === 'length') {
    const path = pathOf(tree, expression)
    if (path)
      put(
        scope,
        path,
        Array.from({ length: fact.length }, () => ({})),
      )
  } else if (expression.type === 'call') arrangeCall(scope, tree, { expression, holds: fact.holds })
  else {
    const path = pathOf(tree, expression)
    const value = path && fact.holds === isEmpty(valueAt(scope, path)) ? (fact.holds ? 1 : null) : undefined
    if (path && value !== undefined) put(scope, path, value)
  }
}

function arrangeCall(
  scope: TemplateScope,
  tree: Tree,
  { expression, holds }: { expression: Expression & { type: 'call' }; holds: boolean },
): void {
  const [left, right] = expression.args
  const path = left && pathOf(tree, left)
  if (!path || right?.type !== 'literal') return
  const { value } = right
  const { name } = expression.helper
  if (name === 'eq' || name === 'ne') {
    if ((name === 'eq') === holds) put(scope, path, value)
    else if (value === null) put(scope, path, 1)
  } else if (holds && typeof value === 'number') put(scope, path, name.startsWith('g') ? value + 1 : value - 1)
}

/** The way from the scope's root, also of what blocks bind: a loop's entry is its list's first. */
function pathOf(tree: Tree, expression: Expression): string[] | undefined {
  if (expression.type === 'path') return [...expression.segments]
  if (expression.type !== 'local') return undefined
  const base = expression.slot - localRoles.indexOf(expression.role)
  for (const node of nodesIn(tree.nodes)) {
    if (node.type === 'each' && node.slot === base && expression.role === 'item') {
      const list = pathOf(tree, node.list)
      return list && [...list, '0', ...expression.segments]
    }
    if (node.type === 'branch' && node.slot === base) {
      const subject = pathOf(tree, node.condition)
      return subject && [...subject, ...expression.segments]
    }
  }
  return undefined
}

function valueAt(scope: TemplateScope, segments: readonly string[]): Value {
  return compileExpression({ type: 'path', segments, key: '', start: 0, end: 0 })({ scope, locals: [], steps: 0 })
}

/** Only what may be anything is arranged: a user without an id, say, does not exist. */
function put(scope: TemplateScope, [root, ...rest]: readonly string[], value: JsonObject[string]): void {
  const name = rest.pop()
  if (root === 'campaign' && value !== null) scope.campaign ??= { id: 'campaign-1', name: 'Campaign' }
  if ((root !== 'event' && root !== 'state') || name === undefined) return
  let holder: JsonObject = scope[root]
  for (const segment of rest) {
    const below = Object.hasOwn(holder, segment) ? holder[segment] : undefined
    const next: JsonObject = typeof below === 'object' && below !== null ? (below as JsonObject) : {}
    holder[segment] = next
    holder = next
  }
  holder[name] = value
}
