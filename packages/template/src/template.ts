import type { Diagnostic, TemplateScope } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { failure } from './failure.ts'
import { findRefusedInHeader, finishHeader } from './header-value.ts'
import { judgeTree } from './judge.ts'
import { compileNodes, type RenderResult } from './render.ts'
import { expressionOf, expressionsIn, nodesIn, type Tree } from './tree.ts'
import { checkUrl, finishUrl, skeletonOf } from './url-place.ts'
import { writeForm, writeJsonString, writeJsonValue, writeText, writeUrl } from './write.ts'

/** What a template's text is, and so how values are written into it. */
export type TemplateContext = 'json' | 'url' | 'header' | 'form' | 'text'

/** A compiled template. */
export interface Template {
  /** Never throws. Text of at most 1 MiB as UTF-8, or why there is none. */
  render(scope: TemplateScope): RenderResult
  /** The fields it reads, as paths from the scope's roots; what loops bind is not among them. */
  paths: readonly (readonly string[])[]
}

export type CompiledTemplate = { ok: true; template: Template } | { ok: false; diagnostics: Diagnostic[] }

/** In: a media type with or without parameters. Out: how values are written into such a body. */
export function contextOfContentType(contentType: string): TemplateContext {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  return type === 'application/x-www-form-urlencoded' ? 'form' : 'text'
}

/**
 * Compiles a template for the kind of text it stands in.
 * In: its source (anything else than a string is refused) and the context. Out: the template, or the errors
 * (codes `template.*`, places in UTF-16 units). A JSON body that can be shown to break is an error; one that
 * cannot be proved is checked each time it is rendered.
 */
export function compileTemplate(source: unknown, context: TemplateContext): CompiledTemplate {
  const built = buildTree(source)
  if (!built.ok) return built
  const text = String(source)
  const { tree } = built
  const paths = pathsOf(tree)
  if (context === 'json') return compileJson(text, tree, paths)
  const diagnostics = context === 'url' ? checkUrl(tree) : context === 'header' ? checkHeader(tree) : []
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const write = context === 'url' ? writeUrl : context === 'form' ? writeForm : writeText
  const render = compileNodes(tree, () => write)
  if (context === 'url' && tree.nodes.some(({ type }) => type !== 'text'))
    return { ok: true, template: { render: finished(render, finishUrl), paths } }
  return { ok: true, template: { render: context === 'header' ? finished(render, finishHeader) : render, paths } }
}

type Render = Template['render']

function finished(render: Render, finish: (text: string) => RenderResult): Render {
  return (scope) => {
    const rendered = render(scope)
    return rendered.ok ? finish(rendered.text) : rendered
  }
}

function compileJson(source: string, tree: Tree, paths: Template['paths']): CompiledTemplate {
  const judged = judgeTree({ source, tree })
  if (judged.verdict === 'breaks') return { ok: false, diagnostics: judged.diagnostics.filter(({ severity }) => severity === 'error') }
  const render = compileNodes(tree, (output) => (judged.positions.get(output) === 'value' ? writeJsonValue : writeJsonString))
  return { ok: true, template: { render: judged.verdict === 'always-valid' ? render : finished(render, finishJson), paths } }
}

function finishJson(text: string): RenderResult {
  try {
    JSON.parse(text)
    return { ok: true, text }
  } catch (error) {
    return { ok: false, code: 'invalid-body', message: `the body is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function checkHeader({ nodes }: Tree): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const node of nodesIn(nodes)) {
    const index = node.type === 'text' ? findRefusedInHeader(node.text) : -1
    const start = node.start + index
    const message = 'a header takes visible ASCII characters only, no line breaks or control characters'
    if (index >= 0) diagnostics.push(failure('template.header-text', message, { start, end: start + 1 }))
  }
  return diagnostics
}

function pathsOf({ nodes }: Tree): readonly (readonly string[])[] {
  const paths = new Map<string, readonly string[]>()
  for (const node of nodesIn(nodes)) {
    const expression = expressionOf(node)
    if (!expression) continue
    for (const inner of expressionsIn(expression)) if (inner.type === 'path') paths.set(inner.key, inner.segments)
  }
  return [...paths.values()]
}

/** In: a template's source. Out: the fields it reads, none if it has errors. */
export function templatePaths(source: string): readonly (readonly string[])[] {
  const built = buildTree(source)
  return built.ok ? pathsOf(built.tree) : []
}

/**
 * The address of a URL template before there is data, so that its scheme, host and port can be judged.
 * In: its source. Out: the URL with every tag and block replaced by `x`, or the template's errors.
 */
export function urlSkeleton(source: string): { ok: true; text: string } | { ok: false; diagnostics: Diagnostic[] } {
  const built = buildTree(source)
  if (!built.ok) return built
  const diagnostics = checkUrl(built.tree)
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, text: skeletonOf(built.tree) }
}
