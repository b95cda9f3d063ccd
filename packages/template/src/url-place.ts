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

/** In: a URL template's tree. Out: what is wrong with where its tags stand. */
export function checkUrl({ nodes }: Tree): Diagnostic[] {
  const tag = nodes.find((node) => node.type !== 'text')
  const diagnostics = nodes.flatMap(checkText)
  if (!tag) return diagnostics
  const head = headOf(nodes)
  if (!origin.test(head)) {
    const message = 'the address up to the first slash is written out, never taken from data'
    diagnostics.push({ ...failure('template.url-host', message, tag), fix: 'write it like https://example.com/{{event.path}}' })
  } else if (climbs(skeletonOf({ nodes, slots: 0 })))
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

function climbs(url: string): boolean {
  const end = url.search(/[?#]/)
  const path = (end < 0 ? url : url.slice(0, end)).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/\\]*/i, '')
  return path.split(/[/\\]/).some((segment) => dotSegment.test(segment))
}

/**
 * The URL with every tag and block replaced by `x`, so that scheme, host and port can be judged before there is data.
 * In: the tree of a URL template that `checkUrl` found nothing wrong with.
 */
export function skeletonOf({ nodes }: Tree): string {
  return nodes.map((node) => (node.type === 'text' ? node.text : 'x')).join('')
}
