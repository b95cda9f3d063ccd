import type { Diagnostic, JsonSchema } from '@hookline/schema'
import { warning } from './failure.ts'
import { nearest } from './nearest.ts'
import type { Expression, LocalExpression, PathExpression, TemplateNode, Tree } from './tree.ts'

/** What is known of the fields; what is absent is not judged. */
export interface KnownFields {
  event?: JsonSchema
  state?: JsonSchema
  /** How many events were looked at, and how many of them lacked each field of their data. */
  observations?: { sampled: number; absent: Readonly<Record<string, number>> }
}

/** The roots whose fields are ours. */
const ownRoots: Readonly<Record<string, readonly string[]>> = {
  trigger: ['id', 'type', 'occurredAt'],
  user: ['id'],
  campaign: ['id', 'name'],
  delivery: ['id'],
  now: [],
}

interface Check {
  source: string
  fields: KnownFields
  diagnostics: Diagnostic[]
  /** What the entries of surrounding loops look like, by their place. */
  locals: Map<number, JsonSchema | undefined>
}

/**
 * Finds fields that the catalogue does not know.
 * In: a built tree, its source, the schemas of event data and state. Out: one warning for each, with the nearest known name.
 */
export function checkFields({ nodes }: Tree, source: string, fields: KnownFields): Diagnostic[] {
  const check: Check = { source, fields, diagnostics: [], locals: new Map() }
  checkNodes(check, nodes)
  return check.diagnostics
}

function checkNodes(check: Check, nodes: readonly TemplateNode[]): void {
  for (const node of nodes) {
    if (node.type === 'output') checkExpression(check, node.value)
    if (node.type === 'branch') {
      check.locals.set(node.slot, checkExpression(check, node.condition))
      checkNodes(check, node.body)
      checkNodes(check, node.otherwise)
    }
    if (node.type === 'each') {
      const list = checkExpression(check, node.list)
      check.locals.set(node.slot, list?.type === 'array' ? list.items : undefined)
      checkNodes(check, node.body)
      checkNodes(check, node.otherwise)
    }
  }
}

/** Out: what the value looks like, as far as it is known. */
function checkExpression(check: Check, expression: Expression): JsonSchema | undefined {
  if (expression.type === 'call') {
    for (const arg of expression.args) checkExpression(check, arg)
    return undefined
  }
  if (expression.type === 'local')
    return walkSchema(check, expression, { schema: check.locals.get(expression.slot), rest: expression.segments })
  if (expression.type === 'literal') return undefined
  const [root = '', ...rest] = expression.segments
  if (root === 'event' || root === 'state') return walkSchema(check, expression, { schema: check.fields[root], rest })
  const names = ownRoots[root]
  const [name] = rest
  if (names && name !== undefined && !names.includes(name)) warn(check, expression, { name, names, where: root })
  return undefined
}

interface Step {
  schema: JsonSchema | undefined
  rest: readonly string[]
}

function walkSchema(check: Check, expression: PathExpression | LocalExpression, { schema, rest }: Step): JsonSchema | undefined {
  let at = schema
  for (const [index, name] of rest.entries()) {
    if (!at) return undefined
    if (isList(at)) {
      if (name === 'length') return { type: 'integer' }
      at = /^\d+$/.test(name) ? at.items : undefined
      continue
    }
    if (!at.properties) return undefined
    if (!Object.hasOwn(at.properties, name)) {
      const before = expression.segments.slice(0, expression.segments.length - rest.length + index)
      warn(check, expression, { name, names: Object.keys(at.properties), where: before.join('.') || 'an entry' })
      return undefined
    }
    at = at.properties[name]
  }
  return at
}

function isList(schema: JsonSchema): boolean {
  return schema.type === 'array' || schema.items !== undefined
}

function warn(
  check: Check,
  { start, end }: Expression,
  { name, names, where }: { name: string; names: readonly string[]; where: string },
): void {
  const near = nearest(name, names)
  const elsewhere = near === undefined ? inOtherRoot(check, { name, where }) : undefined
  if (elsewhere !== undefined) {
    const message = `"${name}" was never seen in ${where}`
    const found = { ...warning('template.unknown-field', message, { start, end }), fix: `did you mean ${elsewhere}?` }
    check.diagnostics.push({ ...found, edit: { start, end, text: elsewhere } })
    return
  }
  const text = check.source.slice(start, end)
  const at = text.lastIndexOf(name)
  const isPlain = near !== undefined && at >= 0 && /^[^\s!"#%&'()*+,./;<=>@[\\\]^`{|}~]+$/.test(near)
  check.diagnostics.push({
    ...warning('template.unknown-field', `"${name}" was never seen in ${where}`, { start, end }),
    ...(near === undefined ? {} : { fix: `did you mean "${near}"?` }),
    ...(isPlain ? { edit: { start: start + at, end: start + at + name.length, text: near } } : {}),
  })
}

/** What is asked of the event may be known of the user, and the other way round. */
function inOtherRoot({ fields }: Check, { name, where }: { name: string; where: string }): string | undefined {
  const other = where === 'event' ? 'state' : where === 'state' ? 'event' : undefined
  const names = other && Object.keys(fields[other]?.properties ?? {})
  const near = names && (names.includes(name) ? name : nearest(name, names))
  return near !== undefined && /^[\w-]+$/.test(near) ? `${other}.${near}` : undefined
}

/** In: a path and what is known. Out: the schema at its end, undefined where it is not known. */
export function schemaAt({ segments }: PathExpression, fields: KnownFields): JsonSchema | undefined {
  const [root, ...rest] = segments
  let at = root === 'event' || root === 'state' ? fields[root] : undefined
  for (const name of rest) {
    const properties = at?.properties
    at = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
  }
  return at
}
