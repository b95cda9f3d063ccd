/** Where a call belongs in a distributed trace (W3C Trace Context, level 2), as it is passed on. */
export interface TraceContext {
  /** Version 00: `00-<trace id>-<parent id>-<flags>`. */
  traceparent: string
  /** What tracing systems keep for themselves; null where there is nothing, or nothing that can be read. */
  tracestate: string | null
}

/** Headers of these names carry it. */
export const traceparentName = 'traceparent'
export const tracestateName = 'tracestate'

// Sections 3.2.2 and 3.2.3; a later version may have more behind another hyphen, which only it understands.
const parent = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/
const zeros = /^0+$/
/** `sampled` and `random-trace-id`; what other bits mean is not known, so they are not passed on. */
const knownFlags = 0b11

// Section 3.3.1.
const member = /^(?:[a-z\d][a-z\d_*/-]{0,255}|[a-z\d][a-z\d_*/-]{0,240}@[a-z][a-z\d_*/-]{0,13})=[ -+\--<>-~]{0,255}[!-+\--<>-~]$/
const membersMax = 32
/** So many characters are passed on whole; of longer ones entries beyond 128 characters go first, then those at the end. */
const stateCharsMax = 512
const longMemberChars = 128

/**
 * Reads the two headers of a request. Out: null where `traceparent` is absent or invalid, then the request belongs to no
 * trace; an invalid `tracestate` alone is dropped (section 4.3).
 */
export function readTraceContext(headers: { traceparent: string | undefined; tracestate: string | undefined }): TraceContext | null {
  if (headers.traceparent === undefined) return null
  const [, version = '', traceId = '', parentId = '', flags = '', rest] = parent.exec(headers.traceparent.trim()) ?? []
  if (version === '' || version === 'ff' || (version === '00' && rest !== undefined) || zeros.test(traceId) || zeros.test(parentId))
    return null
  const passedOn = (Number.parseInt(flags, 16) & knownFlags).toString(16).padStart(2, '0')
  return { traceparent: `00-${traceId}-${parentId}-${passedOn}`, tracestate: readState(headers.tracestate) }
}

function readState(text = ''): string | null {
  const members = text
    .split(',')
    .map((entry) => entry.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((entry) => entry !== '')
  const keys = new Set(members.map((entry) => entry.slice(0, entry.indexOf('='))))
  if (members.length === 0 || members.length > membersMax || keys.size < members.length) return null
  if (!members.every((entry) => member.test(entry))) return null
  return text.length <= stateCharsMax ? text.trim() : shortened(members)
}

function shortened(members: string[]): string | null {
  const kept = [...members]
  const length = () => kept.join(',').length
  while (length() > stateCharsMax) {
    const long = kept.findLastIndex((entry) => entry.length > longMemberChars)
    kept.splice(long === -1 ? kept.length - 1 : long, 1)
  }
  return kept.length === 0 ? null : kept.join(',')
}

/**
 * The `traceparent` of a call that is made within a trace: the same trace, and the call's own id (16 hex digits) as parent of what the
 * receiver does. What is no `traceparent` is left as it is.
 */
export function childTraceparent(traceparent: string, parentId: string): string {
  const trace = readTraceContext({ traceparent, tracestate: undefined })
  return trace === null ? traceparent : `${trace.traceparent.slice(0, 36)}${parentId}${trace.traceparent.slice(52)}`
}
