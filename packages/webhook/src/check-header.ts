import { forbiddenSegments, headersMax } from '@hookline/schema'
import type { Problem } from './problem.ts'

const nameCharsMax = 200
const valueCharsMax = 8192

// RFC 9110 section 5.6.2.
const tokenText = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const token = new RegExp(`^${tokenText}$`)
const parameter = `[ \\t]*;[ \\t]*${tokenText}=(?:${tokenText}|"[\\t !#-\\[\\]-~]*")`
const contentType = new RegExp(`^${tokenText}/${tokenText}(?:${parameter})*$`)
const prototypeNames: ReadonlySet<string> = new Set([...forbiddenSegments].map((name) => name.toLowerCase()))

const framing = 'Remove it: Hookline sets what belongs to the connection itself.'
const ownHeader = 'Remove it: Hookline sets this header itself.'
const spoofing = 'Remove it: it would make the receiver or a cloud trust this call for something it is not. Use a name of your own.'

const forbiddenNames: ReadonlyMap<string, string> = new Map([
  ...[
    'connection',
    'content-length',
    'expect',
    'host',
    'http2-settings',
    'keep-alive',
    'te',
    'trailer',
    'trailers',
    'transfer-encoding',
    'upgrade',
    'via',
  ].map((name) => [name, framing] as const),
  ...['accept-encoding', 'content-encoding', 'date', 'user-agent'].map((name) => [name, ownHeader] as const),
  ['content-type', 'Remove it and set the content type of the request instead.'],
  ...['cookie2', 'set-cookie', 'set-cookie2', 'forwarded', 'x-real-ip', 'x-client-ip', 'x-cluster-client-ip', 'true-client-ip'].map(
    (name) => [name, spoofing] as const,
  ),
  ...['cf-connecting-ip', 'metadata', 'metadata-flavor', 'x-original-url', 'x-rewrite-url'].map((name) => [name, spoofing] as const),
])

const forbiddenPrefixes: readonly (readonly [string, string])[] = [
  ['webhook-', ownHeader],
  ['proxy-', framing],
  ['sec-', framing],
  ['x-forwarded-', spoofing],
  ['x-aws-ec2-metadata-', spoofing],
  ['x-google-metadata-', spoofing],
]

/**
 * Judges the name of a header that a person adds to a request.
 * Out: null, `header.name` (not an RFC 9110 token, too long, or a name of JavaScript's own), or `header.forbidden`.
 */
export function checkHeaderName(name: string): Problem | null {
  const lower = name.toLowerCase()
  if (name.length > nameCharsMax || !token.test(name) || prototypeNames.has(lower))
    return {
      code: 'header.name',
      message: 'This is not a header name.',
      fix: `Use letters, digits and hyphens, such as X-Brand, at most ${nameCharsMax} characters.`,
    }
  const remedy = forbiddenNames.get(lower) ?? forbiddenPrefixes.find(([prefix]) => lower.startsWith(prefix))?.[1]
  return remedy === undefined ? null : { code: 'header.forbidden', message: `The header ${name} cannot be set here.`, fix: remedy }
}

/**
 * Judges the finished value of a header: visible ASCII, spaces and tabs, at most 8,192 characters (RFC 9110 section 5.5,
 * without the obsolete bytes). Out: null or `header.value`. The message does not repeat the value, which may be secret.
 */
export function checkHeaderValueText(text: string): Problem | null {
  if (text.length > valueCharsMax)
    return { code: 'header.value', message: `The value is longer than ${valueCharsMax} characters.`, fix: 'Send it in the body instead.' }
  if (/^[\t -~]*$/.test(text)) return null
  return {
    code: 'header.value',
    message: 'A header value can hold English letters, digits and signs on one line only.',
    fix: 'Remove line breaks and other letters, or send the value in the body.',
  }
}

/**
 * Judges all header names of one request together. Out: the problems of `checkHeaderName`, `header.repeated` for a name
 * that an earlier header has in whatever case, `header.count` beyond 64, each with the header's index; none when fine.
 */
export function checkHeaderNames(names: readonly string[]): (Problem & { index: number })[] {
  const problems: (Problem & { index: number })[] = []
  const seen = new Set<string>()
  for (const [index, name] of names.slice(0, headersMax).entries()) {
    const problem = checkHeaderName(name) ?? (seen.has(name.toLowerCase()) ? repeated(name) : null)
    seen.add(name.toLowerCase())
    if (problem) problems.push({ ...problem, index })
  }
  if (names.length > headersMax)
    problems.push({
      code: 'header.count',
      message: `A request can have ${headersMax} headers at most.`,
      fix: 'Remove some.',
      index: headersMax,
    })
  return problems
}

/**
 * Judges a finished content type: `type/subtype` and parameters (RFC 9110 section 8.3.1). Out: null or `content-type.value`.
 */
export function checkContentType(text: string): Problem | null {
  if (text.length <= nameCharsMax && contentType.test(text)) return null
  return {
    code: 'content-type.value',
    message: 'This is not a content type.',
    fix: 'Write it like application/json or text/plain; charset=utf-8.',
  }
}

function repeated(name: string): Problem {
  return {
    code: 'header.repeated',
    message: `The header ${name} is set twice.`,
    fix: 'Keep one of the two; several values go into one header, separated by commas.',
  }
}
