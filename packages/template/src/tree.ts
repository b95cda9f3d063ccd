import type { Diagnostic } from '@hookline/schema'
import type { Span } from './failure.ts'
import type { Helper } from './helpers/helper.ts'

/** What a loop or `with` binds; each has its own place beside the scope, `slot` + its position in this list. */
export const localRoles = ['item', 'key', 'index', 'first', 'last'] as const
export type LocalRole = (typeof localRoles)[number]

/** A field of the scope. */
export interface PathExpression extends Span {
  type: 'path'
  segments: readonly string[]
  /** The same for two expressions exactly if they always have the same value. */
  key: string
}

/** A loop's entry or one of its fields, its key, its index, whether it is the first or last. */
export interface LocalExpression extends Span {
  type: 'local'
  slot: number
  role: LocalRole
  segments: readonly string[]
  key: string
}

export interface LiteralExpression extends Span {
  type: 'literal'
  value: string | number | boolean | null
  key: string
}

export interface CallExpression extends Span {
  type: 'call'
  helper: Helper
  args: readonly Expression[]
  key: string
}

export type Expression = PathExpression | LocalExpression | LiteralExpression | CallExpression

export interface TextNode extends Span {
  type: 'text'
  text: string
}

export interface OutputNode extends Span {
  type: 'output'
  value: Expression
}

/** `if`, `unless` (negated) and `with`, which differ in what counts as empty: for `with`, 0 does not. */
export interface BranchNode extends Span {
  type: 'branch'
  test: 'if' | 'with'
  negated: boolean
  condition: Expression
  body: readonly TemplateNode[]
  otherwise: readonly TemplateNode[]
  /** Where `with` puts its value. */
  slot: number
}

export interface EachNode extends Span {
  type: 'each'
  list: Expression
  body: readonly TemplateNode[]
  otherwise: readonly TemplateNode[]
  hasElse: boolean
  slot: number
}

export type TemplateNode = TextNode | OutputNode | BranchNode | EachNode

/** A judged template: nothing in it is unknown or forbidden. */
export interface Tree {
  nodes: readonly TemplateNode[]
  /** Places that its loops need beside the scope. */
  slots: number
}

export type Built = { ok: true; tree: Tree } | { ok: false; diagnostics: Diagnostic[] }

/** Every expression below `expression`, itself included. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  yield expression
  if (expression.type === 'call') for (const arg of expression.args) yield* expressionsIn(arg)
}

/** Every node of a tree, outer ones first. */
export function* nodesIn(nodes: readonly TemplateNode[]): Generator<TemplateNode> {
  for (const node of nodes) {
    yield node
    if (node.type === 'branch') {
      yield* nodesIn(node.body)
      yield* nodesIn(node.otherwise)
    } else if (node.type === 'each') {
      yield* nodesIn(node.body)
      yield* nodesIn(node.otherwise)
    }
  }
}

/** The expression that a node itself evaluates, if any. */
export function expressionOf(node: TemplateNode): Expression | undefined {
  if (node.type === 'output') return node.value
  if (node.type === 'branch') return node.condition
  return node.type === 'each' ? node.list : undefined
}
