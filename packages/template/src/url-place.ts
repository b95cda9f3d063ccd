import type { Diagnostic } from '@hookline/schema'
import { failure } from './failure.ts'
import type { RenderResult } from './render.ts'
import type { TemplateNode, Tree } from './tree.ts'

/**
 * Scheme, user, host and port of a URL are written in the template, never in data: otherwise whoever sends events
 * chooses who gets the request, with its secrets.
 */
const origin = /^https?:\/\/[^\s/?#\\]+[/?#]/i

/** A path segment that URL parsers resolve: `.` and `..`, also percent-encoded. */
const dotSegment = /^(?:\.|%2e){1,2}$/i

/** Origins that an admin lets whole URLs lead to, such as `https://crm.example.com`; none by default. */
export type AllowedOrigins = readonly string[]

/** Whether a URL comes from data with its host: it begins with a tag, and there are origins that it may lead to. */
export function isWholeUrl({ nodes }: Tree, allowed: AllowedOrigins): boolean {
  return nodes[0]?.type === 'output' && allowed.length > 0
}

/** In: a URL template's tree. Out: what is wrong with where its tags stand. */
export function checkUrl(tree: Tree, allowed: AllowedOrigins): Diagnostic[] {
  const { nodes } = tree
  const tag = nodes.find((node) => node.type !== 'text')
  const diagnostics = nodes.flatMap(checkText)
  if (!tag || isWholeUrl(tree, allowed)) return diagnostics
  const head = headOf(nodes)
  if (!origin.test(head)) {
    const message = 'the address up to the first slash is written out, never taken from data'
    const fix = 'write it like https://example.com/{{event.path}}; for whole URLs from data an admin lists the allowed origins in Settings'
    diagnostics.push({ ...failure('template.url-host', message, tag), fix })
  } else if (climbs(skeletonOf(tree, allowed)))
    diagnostics.push(failure('template.url-dots', 'a URL with tags has no . or .. in its path', { start: 0, end: tag.start }))
  return diagnostics
}

function headOf(nodes: readonly TemplateNode[]): string {
  let head = ''
  for (const node of nodes) {
    if (node.type !== 'text') break
    head += node.text
  }
  return head
}

/** URL parsers drop control characters, so that what is judged would not be what is called. */
function checkText(node: TemplateNode): Diagnostic[] {
  if (node.type === 'text') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    const index = node.text.search(/[\u0000-\u001f\u007f]/)
    const start = node.start + index
    return index < 0 ? [] : [failure('template.url-text', 'a URL has no line breaks or control characters', { start, end: start + 1 })]
  }
  if (node.type === 'branch') return [...node.body, ...node.otherwise].flatMap(checkText)
  return node.type === 'each' ? [...node.body, ...node.otherwise].flatMap(checkText) : []
}

/** No value may climb out of the path it was put in. In: a rendered URL. Out: the same, or `invalid-url`. */
export function finishUrl(text: string): RenderResult {
  if (!climbs(text)) return { ok: true, text }
  return { ok: false, code: 'invalid-url', message: 'a value would make the path climb (. or ..)' }
}

/** The scheme, host and port of a URL in one way of writing, undefined unless all three are plain ASCII. */
export function originOf(url: string): string | undefined {
  const [, scheme = '', host, port] = /^(https?):\/\/([a-z0-9.-]+)(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(url) ?? []
  if (host === undefined) return undefined
  const isDefault = port === undefined || Number(port) === (scheme.toLowerCase() === 'https' ? 443 : 80)
  return `${scheme}://${host}`.toLowerCase() + (isDefault ? '' : `:${Number(port)}`)
}

/** A URL that data chose whole must lead where it was allowed to. In: a rendered URL. Out: the same, or `invalid-url`. */
export function finishWholeUrl(text: string, allowed: AllowedOrigins): RenderResult {
  const origin = /^[\x21-\x7e]+$/.test(text) && !text.includes('\\') ? originOf(text) : undefined
  if (origin !== undefined && allowed.some((each) => originOf(each) === origin)) return finishUrl(text)
  return { ok: false, code: 'invalid-url', message: 'the URL from data does not lead to an allowed origin' }
}

function climbs(url: string): boolean {
  const end = url.search(/[?#]/)
  const path = (end < 0 ? url : url.slice(0, end)).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/\\]*/i, '')
  return path.split(/[/\\]/).some((segment) => dotSegment.test(segment))
}

/**
 * The URL with every tag and block replaced by `x`, so that scheme, host and port can be judged before there is data.
 * In: the tree of a URL template that `checkUrl` found nothing wrong with. A whole URL is shown with the first allowed origin.
 */
export function skeletonOf(tree: Tree, allowed: AllowedOrigins): string {
  const whole = isWholeUrl(tree, allowed) ? `${allowed[0]}/` : 'x'
  return tree.nodes.map((node, index) => (node.type === 'text' ? node.text : index === 0 ? whole : 'x')).join('')
}
