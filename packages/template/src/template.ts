import type { Diagnostic, TemplateScope } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { failure } from './failure.ts'
import { findRefusedInHeader, finishHeader } from './header-value.ts'
import { judgeTree } from './judge.ts'
import { compileNodes, type RenderResult } from './render.ts'
import type { SecretValues } from './run.ts'
import { secretNamesOf } from './secret-names.ts'
import { expressionOf, expressionsIn, nodesIn, type OutputNode, type Tree } from './tree.ts'
import { type AllowedOrigins, checkUrl, finishUrl, finishWholeUrl, isWholeUrl, skeletonOf } from './url-place.ts'
import { writeForm, writeJsonString, writeJsonValue, writeText, writeUrl, writeWholeUrl, writeXml, writeXmlAttribute } from './write.ts'
import { placeInXml } from './xml-place.ts'

/** What a template's text is, and so how values are written into it. */
export type TemplateContext = 'json' | 'url' | 'header' | 'form' | 'text' | 'xml'

/** A compiled template. */
export interface Template {
  /** Never throws. Text of at most 1 MiB as UTF-8, or why there is none. */
  render(scope: TemplateScope): RenderResult
  /** The fields it reads, as paths from the scope's roots; what loops bind is not among them. */
  paths: readonly (readonly string[])[]
  /** The workspace secrets that it signs with. */
  secretNames: readonly string[]
}

/** What a template may use beside its data. */
export interface CompileOptions {
  /** The values of the workspace's secrets; without them, what they sign is shown masked. */
  secrets?: SecretValues
  /** Origins that URLs which begin with a tag may lead to. */
  allowedOrigins?: AllowedOrigins
}

export type CompiledTemplate = { ok: true; template: Template } | { ok: false; diagnostics: Diagnostic[] }

/** In: a media type with or without parameters. Out: how values are written into such a body. */
export function contextOfContentType(contentType: string): TemplateContext {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  if (type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml')) return 'xml'
  return type === 'application/x-www-form-urlencoded' ? 'form' : 'text'
}

/**
 * Compiles a template for the kind of text it stands in.
 * In: its source (anything else than a string is refused) and the context. Out: the template, or the errors
 * (codes `template.*`, places in UTF-16 units). A JSON body that can be shown to break is an error; one that
 * cannot be proved is checked each time it is rendered.
 */
export function compileTemplate(source: unknown, context: TemplateContext, options: CompileOptions = {}): CompiledTemplate {
  const built = buildTree(source)
  if (!built.ok) return built
  const { tree } = built
  const compiled = compileFor[context]({ source: String(source), tree, options })
  if (!compiled.ok) return compiled
  return { ok: true, template: { render: compiled.render, paths: pathsOf(tree), secretNames: secretNamesOf(tree) } }
}

interface ToCompile {
  source: string
  tree: Tree
  options: CompileOptions
}

type Compiled = { ok: true; render: Render } | { ok: false; diagnostics: Diagnostic[] }

const compileFor: Readonly<Record<TemplateContext, (toCompile: ToCompile) => Compiled>> = {
  json: compileJson,
  url: compileUrl,
  header: ({ tree, options }) =>
    unless(checkHeader(tree), () =>
      finished(
        compileNodes(tree, () => writeText, options.secrets),
        finishHeader,
      ),
    ),
  form: ({ tree, options }) => ({ ok: true, render: compileNodes(tree, () => writeForm, options.secrets) }),
  text: ({ tree, options }) => ({ ok: true, render: compileNodes(tree, () => writeText, options.secrets) }),
  xml: ({ tree, options }) => {
    const { positions, diagnostics } = placeInXml(tree)
    const choose = (output: OutputNode) => (positions.get(output) === 'attribute' ? writeXmlAttribute : writeXml)
    return unless(diagnostics, () => compileNodes(tree, choose, options.secrets))
  },
}

function unless(diagnostics: Diagnostic[], compile: () => Render): Compiled {
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, render: compile() }
}

function compileUrl({ tree, options: { secrets, allowedOrigins = [] } }: ToCompile): Compiled {
  return unless(checkUrl(tree, allowedOrigins), () => {
    const [first] = tree.nodes
    const isWhole = isWholeUrl(tree, allowedOrigins)
    const render = compileNodes(tree, (output) => (isWhole && output === first ? writeWholeUrl : writeUrl), secrets)
    if (tree.nodes.every(({ type }) => type === 'text')) return render
    return finished(render, isWhole ? (text) => finishWholeUrl(text, allowedOrigins) : finishUrl)
  })
}

type Render = Template['render']

function finished(render: Render, finish: (text: string) => RenderResult): Render {
  return (scope) => {
    const rendered = render(scope)
    return rendered.ok ? finish(rendered.text) : rendered
  }
}

function compileJson({ source, tree, options }: ToCompile): Compiled {
  const judged = judgeTree({ source, tree })
  if (judged.verdict === 'breaks') return { ok: false, diagnostics: judged.diagnostics.filter(({ severity }) => severity === 'error') }
  const choose = (output: OutputNode) => (judged.positions.get(output) === 'value' ? writeJsonValue : writeJsonString)
  const render = compileNodes(tree, choose, options.secrets)
  return { ok: true, render: judged.verdict === 'always-valid' ? render : finished(render, finishJson) }
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

/** In: a template's source. Out: the names of the workspace secrets it signs with, none if it has errors. */
export function templateSecretNames(source: string): readonly string[] {
  const built = buildTree(source)
  return built.ok ? secretNamesOf(built.tree) : []
}

/** In: a template's source. Out: the fields it reads, none if it has errors. */
export function templatePaths(source: string): readonly (readonly string[])[] {
  const built = buildTree(source)
  return built.ok ? pathsOf(built.tree) : []
}

export type UrlSkeleton = { ok: true; text: string } | { ok: false; diagnostics: Diagnostic[] }

/**
 * The address of a URL template before there is data, so that its scheme, host and port can be judged.
 * In: its source, and the origins that data may choose. Out: the URL with every tag and block replaced by `x`, or the template's errors.
 */
export function urlSkeleton(source: string, allowed: AllowedOrigins = []): UrlSkeleton {
  const built = buildTree(source)
  if (!built.ok) return built
  const diagnostics = checkUrl(built.tree, allowed)
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, text: skeletonOf(built.tree, allowed) }
}
