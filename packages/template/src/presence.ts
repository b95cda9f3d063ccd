import type { Diagnostic, JsonSchema } from '@hookline/schema'
import { warning } from './failure.ts'
import { type KnownFields, schemaAt } from './fields.ts'
import type { Expression, PathExpression, TemplateNode, Tree } from './tree.ts'

/** Below this share a field is as good as always there; of fewer events nothing can be said. */
const shareMin = 0.01
const sampledMin = 20

/** Helpers that say themselves what becomes of a missing field. */
const careful: ReadonlySet<string> = new Set(['default', 'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'and', 'or', 'not'])

interface Check {
  source: string
  fields: KnownFields
  diagnostics: Diagnostic[]
}

/** Finds event fields that are written as they are although many events lack them. Out: one warning for each place. */
export function checkPresence({ nodes }: Tree, source: string, fields: KnownFields): Diagnostic[] {
  const { observations } = fields
  if (!observations || observations.sampled < sampledMin) return []
  const check: Check = { source, fields, diagnostics: [] }
  checkNodes(check, nodes, new Set())
  return check.diagnostics
}

/** `guarded` are the fields that a block around asks for. */
function checkNodes(check: Check, nodes: readonly TemplateNode[], guarded: ReadonlySet<string>): void {
  for (const node of nodes) {
    if (node.type === 'output') checkExpression(check, node.value, { guarded, isArgument: false })
    if (node.type === 'branch') {
      const asked = new Set([...guarded, ...pathsIn(node.condition)])
      checkNodes(check, node.body, asked)
      checkNodes(check, node.otherwise, asked)
    }
    if (node.type === 'each') {
      checkNodes(check, node.body, guarded)
      checkNodes(check, node.otherwise, guarded)
    }
  }
}

function pathsIn(expression: Expression): string[] {
  if (expression.type === 'path') return [expression.key]
  return expression.type === 'call' ? expression.args.flatMap(pathsIn) : []
}

function checkExpression(
  check: Check,
  expression: Expression,
  { guarded, isArgument }: { guarded: ReadonlySet<string>; isArgument: boolean },
): void {
  if (expression.type === 'call' && !careful.has(expression.helper.name))
    for (const arg of expression.args) checkExpression(check, arg, { guarded, isArgument: true })
  if (expression.type !== 'path' || expression.segments[0] !== 'event' || guarded.has(expression.key)) return
  const { sampled, absent } = check.fields.observations ?? { sampled: 0, absent: {} }
  const path = expression.segments.slice(1).join('.')
  const missing = Object.hasOwn(absent, path) ? (absent[path] ?? 0) : 0
  if (missing / sampled >= shareMin) warn(check, expression, { share: missing / sampled, sampled, isArgument })
}

function warn(
  { source, fields, diagnostics }: Check,
  path: PathExpression,
  { share, sampled, isArgument }: { share: number; sampled: number; isArgument: boolean },
): void {
  const { start, end } = path
  const percent = Math.max(1, Math.round(share * 100))
  const message = `${path.segments.join('.')} was absent in ${percent} % of the last ${sampled.toLocaleString('en-US')} events`
  const fallback = fallbackFor(schemaAt(path, fields))
  const call = fallback && `default ${source.slice(start, end)} ${fallback}`
  const remedy = call
    ? { fix: `write a value for those: ${call}`, edit: { start, end, text: isArgument ? `(${call})` : call } }
    : { fix: 'ask for it with {{#if}}' }
  diagnostics.push({ ...warning('template.often-missing', message, path), ...remedy })
}

function fallbackFor(schema: JsonSchema | undefined): string | undefined {
  const type = schema?.type
  if (type === 'number' || type === 'integer') return '0'
  if (type === 'boolean') return 'false'
  return type === 'string' ? '"unknown"' : undefined
}
