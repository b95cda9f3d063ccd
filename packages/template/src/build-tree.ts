import { pathRoots } from '@hookline/schema'
import type { ast } from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import { type BlockName, blocks } from './blocks.ts'
import { admit, type BlockLocals, type Builder, buildExpression, buildHead, refuse } from './build-expression.ts'
import { failure } from './failure.ts'
import { listNodes } from './list-block.ts'
import { nearest } from './nearest.ts'
import { parseSource, spanOf } from './parse.ts'
import { type Built, type Expression, localRoles, type TemplateNode, type TextNode } from './tree.ts'

interface Context {
  builder: Builder
  masked: string
}

/**
 * Parses a template and lets through only what is allowed; everything that is not on the list is an error.
 * In: any source. Out: the tree, or all the diagnostics (codes `template.*`, places in UTF-16 units).
 */
export function buildTree(source: unknown): Built {
  if (typeof source !== 'string')
    return { ok: false, diagnostics: [{ severity: 'error', code: 'template.not-a-string', message: 'a template is a text' }] }
  const parsed = parseSource(source)
  if (!parsed.ok) return { ok: false, diagnostics: [parsed.diagnostic] }
  // The template itself is no block.
  const builder: Builder = { source, diagnostics: [], locals: [], slots: 0, nodes: 0, depth: -1 }
  const nodes = buildNodes({ builder, masked: parsed.masked }, parsed.program)
  if (builder.diagnostics.length > 0) return { ok: false, diagnostics: builder.diagnostics }
  return { ok: true, tree: { nodes, slots: builder.slots } }
}

function buildNodes(context: Context, program: ast.Program | undefined): TemplateNode[] {
  const { builder } = context
  const nodes: TemplateNode[] = []
  // An `else if` is a block in the `else` of another, but nobody nested it.
  const isNested = !program?.chained
  if (isNested) builder.depth++
  for (const statement of program?.body ?? []) {
    if (!admit(builder, spanOf(statement))) break
    nodes.push(...[buildNode(context, statement) ?? []].flat())
  }
  if (isNested) builder.depth--
  return nodes
}

function buildNode(context: Context, statement: ast.Statement): TemplateNode | TemplateNode[] | undefined {
  const { builder } = context
  const span = spanOf(statement)
  switch (statement.type) {
    case 'ContentStatement':
      return buildText(context, statement)
    case 'CommentStatement':
      return undefined
    case 'MustacheStatement': {
      const value = buildHead(builder, statement)
      return value && { type: 'output', value, ...span }
    }
    case 'BlockStatement':
      return buildBlock(context, statement)
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return refuse(builder, failure('template.partial', 'partials {{> }} are not supported', span))
    case 'Decorator':
    case 'DecoratorBlock':
      return refuse(builder, failure('template.decorator', 'decorators and inline partials are not supported', span))
  }
}

/** Content comes from the source itself, because the parsed text has covered braces in it. */
function buildText({ builder, masked }: Context, { value, original, loc }: ast.Content): TextNode | undefined {
  if (value === '') return undefined
  const { start } = spanOf({ loc })
  const cut = value.trim() === '' ? original.indexOf(value) : original.search(/\S/) - value.search(/\S/)
  const from = start + cut
  const text = masked.slice(from, from + value.length) === value ? builder.source.slice(from, from + value.length) : value
  return { type: 'text', text, start: from, end: from + value.length }
}

function buildBlock(context: Context, block: ast.Block): TemplateNode | TemplateNode[] | undefined {
  const { builder } = context
  const span = spanOf(block)
  const name = block.path.type === 'PathExpression' ? block.path.original : ''
  const known = blocks.find((block) => block.name === name)?.name
  if (!known) {
    const near = nearest(
      name,
      blocks.map((known) => known.name),
    )
    return refuse(
      builder,
      failure('template.unknown-block', `there is no block "${name}"${near ? `: did you mean ${near}?` : ''}`, spanOf(block.path)),
    )
  }
  if (block.hash) return refuse(builder, failure('template.helper-arguments', `"${name}" takes no named arguments`, spanOf(block.hash)))
  const [param] = block.params
  if (!param || block.params.length > 1)
    return refuse(builder, failure('template.helper-arguments', `"${name}" takes one value: {{#${name} event.x}}`, spanOf(block.path)))
  const subject = buildExpression(builder, param)
  const locals = bind(context, known, block)
  if (locals) builder.locals.push(locals)
  const body = buildNodes(context, block.program)
  if (locals) builder.locals.pop()
  const otherwise = buildNodes(context, block.inverse)
  if (!subject) return undefined
  return assemble(known, { subject, body, otherwise, hasElse: block.inverse !== undefined, slot: locals?.slot ?? -1, span })
}

/** What the block's body can name; none for `if` and `unless`. */
function bind({ builder }: Context, name: BlockName, block: ast.Block): BlockLocals | undefined {
  const params = block.program?.blockParams ?? block.inverse?.blockParams ?? []
  const isLoop = name === 'each' || name === 'list'
  const most = isLoop ? 2 : name === 'with' ? 1 : 0
  const wrong = params.find((param, index) => index >= most || pathRoots.some((root) => root === param) || param === 'this')
  if (wrong !== undefined) refuse(builder, failure('template.block-param', `"${wrong}" cannot be named here`, spanOf(block.path)))
  if (!isLoop && name !== 'with') return undefined
  const slot = builder.slots
  builder.slots += isLoop ? localRoles.length : 1
  return { kind: isLoop ? 'each' : 'with', slot, params }
}

interface BlockParts {
  subject: Expression
  body: TemplateNode[]
  otherwise: TemplateNode[]
  hasElse: boolean
  slot: number
  span: { start: number; end: number }
}

function assemble(name: BlockName, { subject, body, otherwise, hasElse, slot, span }: BlockParts): TemplateNode | TemplateNode[] {
  if (name === 'list') return listNodes({ type: 'each', list: subject, body, otherwise, hasElse: true, slot, ...span })
  if (name === 'each') return { type: 'each', list: subject, body, otherwise, hasElse, slot, ...span }
  const test = name === 'with' ? 'with' : 'if'
  return { type: 'branch', test, negated: name === 'unless', condition: subject, body, otherwise, slot, ...span }
}
