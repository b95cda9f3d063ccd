import { checkSegments, type Diagnostic, forbiddenSegments, type JsonValue, pathRoots } from '@hookline/schema'
import type { ast } from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import { failure, type Span } from './failure.ts'
import { hmacHelperName } from './helpers/hashes.ts'
import { helpers } from './helpers/helpers.ts'
import { pathSegmentsMax, templateDepthMax, templateNodesMax } from './limits.ts'
import { nearest } from './nearest.ts'
import { spanOf } from './parse.ts'
import { type Expression, type LocalExpression, type LocalRole, localRoles } from './tree.ts'

/** What a surrounding block binds. */
export interface BlockLocals {
  kind: 'each' | 'with'
  slot: number
  /** Names after `as |…|`: of the entry, of its key. */
  params: readonly string[]
}

/** State of one walk over a parsed tree. */
export interface Builder {
  source: string
  diagnostics: Diagnostic[]
  /** Surrounding blocks, innermost last. */
  locals: BlockLocals[]
  slots: number
  nodes: number
  depth: number
}

/** Counts a node and says whether the limits still hold; the first one beyond them is reported. */
export function admit(builder: Builder, span: Span): boolean {
  builder.nodes++
  if (builder.nodes > templateNodesMax) {
    if (builder.nodes === templateNodesMax + 1)
      refuse(builder, failure('template.too-many-nodes', `a template has at most ${templateNodesMax} parts`, span))
    return false
  }
  if (builder.depth <= templateDepthMax) return true
  refuse(builder, failure('template.too-deep', `blocks and calls nest at most ${templateDepthMax} deep`, span))
  return false
}

/** Notes an error; returns undefined so that callers can return it. */
export function refuse(builder: Builder, diagnostic: Diagnostic): undefined {
  builder.diagnostics.push(diagnostic)
}

/** In: a parsed expression. Out: ours, or undefined when it is not allowed; why, is among the builder's diagnostics. */
export function buildExpression(builder: Builder, node: ast.Expression): Expression | undefined {
  const span = spanOf(node)
  if (!admit(builder, span)) return undefined
  if (node.type === 'PathExpression') return buildPath(builder, node)
  if (node.type === 'SubExpression') {
    builder.depth++
    const call = buildCall(builder, node, span)
    builder.depth--
    return call
  }
  const value = node.value ?? null
  return { type: 'literal', value, key: JSON.stringify(value), ...span }
}

/** A tag's head with its arguments: a path when it has none, else a helper's call. */
export function buildHead(builder: Builder, node: ast.Mustache): Expression | undefined {
  const span = spanOf(node)
  const { path, params, hash } = node
  if (path.type !== 'PathExpression')
    return refuse(builder, failure('template.literal', 'write text as it is, without braces; braces hold a field or a helper', span))
  const isCall = params.length > 0 || hash !== undefined || (path.parts.length === 1 && !path.data && helpers.has(path.original))
  return isCall ? buildCall(builder, node, span) : buildExpression(builder, path)
}

function buildCall(builder: Builder, node: ast.Mustache | ast.SubExpression, span: Span): Expression | undefined {
  const { path, params, hash } = node
  const name = path.type === 'PathExpression' && !path.data && path.depth === 0 ? path.original : ''
  const helper = helpers.get(name)
  if (!helper) return unknownHelper(builder, name || builder.source.slice(spanOf(path).start, spanOf(path).end), spanOf(path))
  if (hash) return refuse(builder, failure('template.helper-arguments', `"${name}" takes no named arguments`, spanOf(hash)))
  const { minArgs, maxArgs, example } = helper
  if (params.length < minArgs || params.length > maxArgs) {
    const count = minArgs === maxArgs ? `${minArgs}` : `${minArgs} to ${maxArgs}`
    return refuse(builder, failure('template.helper-arguments', `"${name}" takes ${count} values: ${example}`, span))
  }
  const args: Expression[] = []
  for (const param of params) {
    const arg = buildExpression(builder, param)
    if (arg) args.push(arg)
  }
  if (args.length < params.length) return undefined
  const forbidden = name === 'lookup' ? args.find((arg) => arg.type === 'literal' && isForbidden(String(arg.value))) : undefined
  if (forbidden) return refuseForbidden(builder, builder.source.slice(forbidden.start, forbidden.end), forbidden)
  const [, secretName] = name === hmacHelperName ? args : []
  if (secretName && !(secretName.type === 'literal' && typeof secretName.value === 'string'))
    return refuse(builder, failure('template.secret-name', `the name of the secret is written out in quotes: ${example}`, secretName))
  return { type: 'call', helper, args, key: `${name}(${args.map((arg) => arg.key).join(' ')})`, ...span }
}

function unknownHelper(builder: Builder, name: string, span: Span): undefined {
  const root = /^[^.[\s]+/.exec(name)?.[0] ?? name
  const isField = pathRoots.some((known) => known === root)
  const message = isField ? `"${name}" is a field and takes no arguments` : `there is no helper "${name}"`
  const near = nearest(name, helpers.keys())
  const fix = near ? `write ${near}` : `helpers are ${[...helpers.keys()].join(', ')}`
  const edit = near && !isField ? { edit: { ...span, text: near } } : {}
  builder.diagnostics.push({ ...failure('template.unknown-helper', message, span), fix, ...edit })
}

function buildPath(builder: Builder, node: ast.Path): Expression | undefined {
  const span = spanOf(node)
  if (node.depth > 0)
    return refuse(
      builder,
      failure('template.parent-path', 'a path begins at its root wherever it stands: write event.x, not ../event.x', span),
    )
  if (node.data) return buildData(builder, node, span)
  if (node.parts.length > pathSegmentsMax)
    return refuse(builder, failure('template.path-too-long', `a path has at most ${pathSegmentsMax} parts`, span))
  const bad = node.parts.find(isForbidden)
  if (bad !== undefined) return refuseForbidden(builder, bad, span)
  const local = buildLocal(builder, node, span)
  if (local !== null) return local
  const checked = checkSegments(node.parts)
  if (checked.ok) return { type: 'path', segments: checked.segments, key: JSON.stringify(checked.segments), ...span }
  if (checked.code === 'path.forbidden') return refuseForbidden(builder, node.original, span)
  return foreignRoot(builder, node.parts, span)
}

/** Out: a path into what a block binds, null if the path is none of those, undefined if it is refused. */
function buildLocal(builder: Builder, node: ast.Path, span: Span): LocalExpression | null | undefined {
  const [head, ...rest] = node.parts
  if (/^(?:this(?![^./])|\.)/.test(builder.source.slice(span.start, span.end))) {
    const block = builder.locals.at(-1)
    if (block) return localOf({ slot: block.slot, role: 'item', segments: node.parts, span })
    return refuse(builder, failure('template.this-outside-block', '"this" has a meaning only inside {{#each}} and {{#with}}', span))
  }
  for (const { slot, params } of [...builder.locals].reverse()) {
    const index = head === undefined ? -1 : params.indexOf(head)
    if (index >= 0) return localOf({ slot, role: localRoles[index] ?? 'item', segments: rest, span })
  }
  return null
}

function buildData(builder: Builder, node: ast.Path, span: Span): LocalExpression | undefined {
  const role = localRoles.find((name) => name !== 'item' && name === node.parts[0])
  const block = builder.locals.findLast(({ kind }) => kind === 'each')
  if (role && node.parts.length === 1 && block) return localOf({ slot: block.slot, role, segments: [], span })
  const message = role ? `"${node.original}" has a meaning only inside {{#each}}` : `there is no "${node.original}"`
  return refuse(builder, failure('template.data-variable', `${message}: @index, @key, @first and @last stand inside {{#each}}`, span))
}

function localOf({ slot, role, segments, span }: { slot: number; role: LocalRole; segments: string[]; span: Span }): LocalExpression {
  const place = slot + localRoles.indexOf(role)
  return { type: 'local', slot: place, role, segments, key: `#${place}${JSON.stringify(segments)}`, ...span }
}

function foreignRoot(builder: Builder, parts: readonly string[], span: Span): undefined {
  const [root = ''] = parts
  const near = nearest(root, pathRoots)
  const rest = parts.slice(1).map((part) => `.${part}`)
  const inBlock = builder.locals.length > 0 ? `{{this.${parts.join('.')}}}, ` : ''
  const fix = near ? `write ${[near, ...rest].join('')}` : `write ${inBlock}{{event.${parts.join('.')}}} or {{state.${parts.join('.')}}}`
  const message = `"${root}" is not known here: a path begins with ${pathRoots.join(', ')}`
  const edit = near ? { edit: { start: span.start, end: span.start + root.length, text: near } } : {}
  builder.diagnostics.push({ ...failure('template.foreign-root', message, span), fix, ...edit })
}

/** Quotes inside brackets are part of a segment, and hide nothing. */
function isForbidden(segment: JsonValue & string): boolean {
  return forbiddenSegments.has(segment.replace(/^["'`\s]+|["'`\s]+$/g, ''))
}

function refuseForbidden(builder: Builder, name: string, span: Span): undefined {
  return refuse(builder, failure('template.forbidden-name', `"${name}" cannot be a field: the name belongs to JavaScript itself`, span))
}
