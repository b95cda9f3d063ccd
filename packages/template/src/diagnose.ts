import type { Diagnostic, RequestTemplate } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { checkContentType } from './content-type.ts'
import { checkFields, type KnownFields, schemaAt } from './fields.ts'
import { judgeTree } from './judge.ts'
import { sendsBody } from './request.ts'
import { compileTemplate, contextOfContentType, type TemplateContext } from './template.ts'
import { nodesIn, type Tree } from './tree.ts'

/** One text to look at while it is typed. */
export interface TemplateDraft {
  source: string
  context: TemplateContext
  /** Names the field in the diagnostics. */
  path: string
  fields?: KnownFields
}

/** Everything there is to say about one template: its errors, the verdict on a JSON body, unknown fields, quoted numbers. */
export function diagnoseTemplate({ source, context, path, fields = {} }: TemplateDraft): Diagnostic[] {
  return diagnosticsOf(source, context, fields).map((diagnostic) => ({ ...diagnostic, path }))
}

function diagnosticsOf(source: string, context: TemplateContext, fields: KnownFields): Diagnostic[] {
  const built = buildTree(source)
  if (!built.ok) return built.diagnostics
  const { tree } = built
  const about = [...checkFields(tree, source, fields), ...(context === 'json' ? checkQuotes(tree, source, fields) : [])]
  if (context !== 'json') {
    const compiled = compileTemplate(source, context)
    return compiled.ok ? about : [...compiled.diagnostics, ...about]
  }
  const judged = judgeTree({ source, tree })
  return judged.verdict === 'always-valid' ? about : [...judged.diagnostics, ...about]
}

/** Numbers that stand alone in quotes arrive as text, which is seldom meant. */
function checkQuotes({ nodes }: Tree, source: string, fields: KnownFields): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const node of nodesIn(nodes)) {
    if (node.type !== 'output' || node.value.type !== 'path') continue
    const type = schemaAt(node.value, fields)?.type
    if (type !== 'number' && type !== 'integer') continue
    const { start, end } = { start: node.start - 1, end: node.end + 1 }
    if (source[start] !== '"' || source[end - 1] !== '"' || !/^\s*[,}\]]|^\s*$/.test(source.slice(end))) continue
    const message = `${node.value.segments.join('.')} is a number; in quotes it is sent as text`
    const edit = { start, end, text: source.slice(node.start, node.end) }
    const fix = 'remove the quotes to send a number'
    diagnostics.push({ severity: 'info', code: 'template.number-in-quotes', message, fix, edit, start, end })
  }
  return diagnostics
}

/** What `diagnoseRequest` is told beside the request. */
export interface DiagnoseOptions {
  fields?: KnownFields
  /** Stands before each path: `request` gives `request.urls.0`. */
  basePath?: string
}

/**
 * Everything there is to say about a request's texts; addresses and header names are judged elsewhere.
 * Out: diagnostics with paths `…urls.0`, `…headers.1.value`, `…contentType`, `…body`.
 */
export function diagnoseRequest(request: RequestTemplate, { fields = {}, basePath = '' }: DiagnoseOptions = {}): Diagnostic[] {
  const under = (path: string): string => (basePath === '' ? path : `${basePath}.${path}`)
  const diagnostics: Diagnostic[] = checkContentType(request.contentType).map((diagnostic) => ({
    ...diagnostic,
    path: under('contentType'),
  }))
  for (const [index, source] of request.urls.entries()) {
    diagnostics.push(...diagnoseTemplate({ source, context: 'url', path: under(`urls.${index}`), fields }))
  }
  for (const [index, { value }] of request.headers.entries()) {
    const path = under(`headers.${index}.value`)
    diagnostics.push(...diagnoseTemplate({ source: value ?? '', context: 'header', path, fields }))
  }
  const context = contextOfContentType(request.contentType)
  const { body, method } = request
  const path = under('body')
  if (body === null) {
    const message = `the default payload is JSON, but the content type says ${request.contentType}`
    if (sendsBody(method) && context !== 'json')
      diagnostics.push({
        severity: 'warning',
        code: 'request.default-payload-type',
        message,
        fix: 'write application/json',
        path: under('contentType'),
      })
    return diagnostics
  }
  if (!sendsBody(method)) {
    const message = `${method} sends no body; this one is left out`
    diagnostics.push({ severity: 'warning', code: 'template.get-with-body', message, fix: 'remove the body or use POST', path })
  }
  return [...diagnostics, ...diagnoseTemplate({ source: body, context, path, fields })]
}
