import type { JsonObject, TemplateScope } from '@hookline/schema'
import { compileExpression } from './evaluate.ts'
import type { Fact, Facts } from './facts.ts'
import { startRun } from './run.ts'
import { type CallExpression, type Expression, expressionOf, expressionsIn, localRoles, nodesIn, type Tree } from './tree.ts'
import { isEmpty, type Value } from './values.ts'

/** A scope in which as many of the facts hold as can be arranged. */
export function scopeFor(tree: Tree, facts: Facts): TemplateScope {
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
        Array.from({ length: fact.length }, (_, index) => (readsEntries(tree, expression) ? {} : index + 1)),
      )
  } else if (expression.type === 'call') arrangeCall(scope, tree, { expression, holds: fact.holds })
  else {
    const path = pathOf(tree, expression)
    const value = path && fact.holds === isEmpty(valueAt(scope, path)) ? (fact.holds ? 1 : null) : undefined
    if (path && value !== undefined) put(scope, path, value)
  }
}

function arrangeCall(scope: TemplateScope, tree: Tree, { expression, holds }: { expression: CallExpression; holds: boolean }): void {
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

/** Whether a template reads fields of a list's entries, so that they are objects. */
function readsEntries(tree: Tree, list: Expression): boolean {
  const loops = [...nodesIn(tree.nodes)].flatMap((node) => (node.type === 'each' && node.list.key === list.key ? [node] : []))
  return loops.some(({ body, slot }) =>
    [...nodesIn(body)].some((node) => {
      const expression = expressionOf(node)
      const inner = expression ? [...expressionsIn(expression)] : []
      return inner.some((each) => each.type === 'local' && each.slot === slot && each.segments.length > 0)
    }),
  )
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
  return compileExpression({ type: 'path', segments, key: '', start: 0, end: 0 })(startRun(scope, 0))
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
