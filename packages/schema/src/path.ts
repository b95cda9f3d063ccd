import { forbiddenKeys, type JsonValue } from './json.ts'

/** The first segments that a path may have, in templates and conditions alike. */
export const pathRoots = ['event', 'trigger', 'user', 'state', 'campaign', 'delivery', 'now', 'steps'] as const
export type PathRoot = (typeof pathRoots)[number]

/** Names that belong to every JavaScript object, and so can never be fields of data. */
export const forbiddenSegments: ReadonlySet<string> = new Set([
  ...forbiddenKeys,
  ...['hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString', 'toString', 'valueOf'],
  ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'],
])

/** A path taken apart, or why it cannot be: `code` is `path.syntax`, `path.root` or `path.forbidden`. */
export type ParsedPath =
  | { ok: true; segments: [PathRoot, ...string[]] }
  | { ok: false; code: 'path.syntax' | 'path.root' | 'path.forbidden'; message: string }

const segmentPattern = /(?:^|\.)(?:\[([^[\]]+)\]|([^.[\]\s]+))/y

/**
 * Takes a path such as `event.items.0.name` or `state.[my field]` apart.
 * In: the path's text. Out: its segments, the first of them one of `pathRoots`, or the reason why it is not a path.
 */
export function parsePath(text: string): ParsedPath {
  const segments: string[] = []
  segmentPattern.lastIndex = 0
  while (segmentPattern.lastIndex < text.length) {
    const match = segmentPattern.exec(text)
    if (!match) return { ok: false, code: 'path.syntax', message: `"${text}" is not a path: write it like event.level or state.[my field]` }
    segments.push(match[1] ?? match[2] ?? '')
  }
  return checkSegments(segments)
}

/**
 * Judges segments that were taken apart elsewhere (by the template parser, say).
 * Out: the same segments typed by their root, or the reason why they name nothing.
 */
export function checkSegments(segments: readonly string[]): ParsedPath {
  const [root, ...rest] = segments
  if (root === undefined) return { ok: false, code: 'path.syntax', message: 'the path is empty' }
  const bad = segments.find((segment) => forbiddenSegments.has(segment))
  if (bad !== undefined)
    return { ok: false, code: 'path.forbidden', message: `"${bad}" cannot be a field: the name belongs to JavaScript itself` }
  const known = pathRoots.find((name) => name === root)
  if (!known) return { ok: false, code: 'path.root', message: `"${root}" is not known here: begin with ${pathRoots.join(', ')}` }
  return { ok: true, segments: [known, ...rest] }
}

/**
 * Reads the value at `segments` below `scope`, own properties only.
 * Out: the value, or undefined where any part of the way is missing.
 */
export function readPath(scope: object, segments: readonly string[]): JsonValue | undefined {
  let value: unknown = scope
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined
    value = (value as Record<string, unknown>)[segment]
  }
  return value as JsonValue | undefined
}
