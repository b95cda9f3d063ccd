import type { Diagnostic, RequestTemplate } from '@hookline/schema'
import { checkBody } from './body-checks.ts'
import { buildTree } from './build-tree.ts'
import { checkContentType } from './content-type.ts'
import { failure } from './failure.ts'
import { checkFields } from './fields.ts'
import { judgeTree } from './judge.ts'
import { judgeJson } from './judge-json.ts'
import type { Known } from './known.ts'
import { nearest } from './nearest.ts'
import { findPastedSecrets, isSecretHeader } from './pasted-secret.ts'
import { checkPresence } from './presence.ts'
import { sendsBody } from './request.ts'
import { secretsIn } from './secret-names.ts'
import { compileTemplate, contextOfContentType, type TemplateContext } from './template.ts'
import { expressionOf, nodesIn, type Tree } from './tree.ts'

/** One text to look at while it is typed. */
export interface TemplateDraft extends Known {
  source: string
  context: TemplateContext
  /** Names the field in the diagnostics. */
  path: string
}

/** Everything there is to say about one template: its errors, the verdict on a JSON body, unknown fields, quoted numbers. */
export function diagnoseTemplate({ path, ...draft }: TemplateDraft): Diagnostic[] {
  return diagnosticsOf(draft).map((diagnostic) => ({ ...diagnostic, path }))
}

function diagnosticsOf({ source, context, fields = {}, ...known }: Omit<TemplateDraft, 'path'>): Diagnostic[] {
  const built = buildTree(source)
  if (!built.ok) return built.diagnostics
  const { tree } = built
  const about = [
    ...checkSecretNames(tree, known.secretNames),
    ...checkFields(tree, source, fields),
    ...checkPresence(tree, source, fields),
    ...(context === 'header' || context === 'url' ? [] : findPastedSecrets(tree)),
  ]
  if (context !== 'json') {
    const compiled = compileTemplate(source, context, known)
    return compiled.ok ? about : [...compiled.diagnostics, ...about]
  }
  const judged = judgeTree({ source, tree })
  if (judged.verdict === 'breaks') return [...judged.diagnostics, ...about]
  const odd = checkBody({ source, tree, fields, ...(known.receiverSample !== undefined && { receiverSample: known.receiverSample }) })
  return [...(judged.verdict === 'cannot-prove' ? judged.diagnostics : []), ...about, ...odd]
}

/** A name that no secret has would make every delivery fail. */
function checkSecretNames({ nodes }: Tree, names: readonly string[] | undefined): Diagnostic[] {
  if (!names) return []
  const unknown: Diagnostic[] = []
  for (const node of nodesIn(nodes)) {
    const expression = expressionOf(node)
    for (const { name, start, end } of expression ? secretsIn(expression) : []) {
      if (names.includes(name)) continue
      const near = nearest(name, names)
      const fix = near === undefined ? 'let an admin add it in Settings › Secrets' : `write "${near}"`
      const edit = near === undefined ? {} : { edit: { start, end, text: JSON.stringify(near) } }
      unknown.push({ ...failure('template.unknown-secret', `there is no secret "${name}"`, { start, end }), fix, ...edit })
    }
  }
  return unknown
}

/** What `diagnoseRequest` is told beside the request. */
export interface DiagnoseOptions extends Known {
  /** Stands before each path: `request` gives `request.urls.0`. */
  basePath?: string
}

/**
 * Everything there is to say about a request's texts; addresses and header names are judged elsewhere.
 * Out: diagnostics with paths `…urls.0`, `…headers.1.value`, `…contentType`, `…body`.
 */
export function diagnoseRequest(request: RequestTemplate, { basePath = '', ...known }: DiagnoseOptions = {}): Diagnostic[] {
  const under = (path: string): string => (basePath === '' ? path : `${basePath}.${path}`)
  return [
    ...checkTypes(request).map((diagnostic) => ({ ...diagnostic, path: under('contentType') })),
    ...request.urls.flatMap((source, index) => diagnoseTemplate({ ...known, source, context: 'url', path: under(`urls.${index}`) })),
    ...request.headers.flatMap((header, index) => diagnoseHeader(header, known, under(`headers.${index}.value`))),
    ...diagnoseBody(request, known, under('body')),
  ]
}

function diagnoseHeader({ name, value, secret }: RequestTemplate['headers'][number], known: Known, path: string): Diagnostic[] {
  const source = value ?? ''
  const found = diagnoseTemplate({ ...known, source, context: 'header', path })
  if (secret || !isSecretHeader(name, source)) return found
  const message = `the value of ${name} looks like a secret, and everybody who may read this webhook sees it`
  return [...found, { severity: 'warning', code: 'request.plain-secret', message, fix: 'mark the header as secret', path }]
}

function diagnoseBody({ body, method, contentType }: RequestTemplate, known: Known, path: string): Diagnostic[] {
  if (body === null) return []
  const found = diagnoseTemplate({ ...known, source: body, context: contextOfContentType(contentType), path })
  if (sendsBody(method)) return found
  const message = `${method} sends no body; this one is left out`
  return [{ severity: 'warning', code: 'template.get-with-body', message, fix: 'remove the body or use POST', path }, ...found]
}

/** The content type itself, and whether it says what the body is. */
function checkTypes({ contentType, body, method }: RequestTemplate): Diagnostic[] {
  const own = checkContentType(contentType)
  if (own.length > 0 || !sendsBody(method)) return own
  const context = contextOfContentType(contentType)
  const edit = (text: string) => ({ fix: `write ${text}`, edit: { start: 0, end: contentType.length, text } })
  if (body === null) {
    const message = `the default payload is JSON, but the content type says ${contentType}`
    const code = 'request.default-payload-type'
    return context === 'json' ? [] : [{ severity: 'warning', code, message, ...edit('application/json') }]
  }
  const [type, word] = typeOfBody(body, context)
  if (type === undefined) return []
  const message = `the body looks like ${word}, but the content type says ${contentType}`
  return [{ severity: 'warning', code: 'request.body-type', message, ...edit(type) }]
}

/** What a body is, where that is plain to see and not what its content type says. */
function typeOfBody(body: string, context: TemplateContext): readonly [string, string] | readonly [] {
  const text = body.trimStart()
  if (context !== 'xml' && /^<(?:\?xml|[a-z][\w:.-]*[\s/>])/i.test(text)) return ['application/xml', 'XML']
  if (context !== 'json') {
    const isJson = /^[[{](?!\{)/.test(text) && buildTree(body).ok && judgeJson(body).verdict !== 'breaks'
    return isJson ? ['application/json', 'JSON'] : []
  }
  return /^[\w.[\]-]+=[^\s"]*(?:&[\w.[\]-]+=|$)/.test(text) ? ['application/x-www-form-urlencoded', 'a form'] : []
}
