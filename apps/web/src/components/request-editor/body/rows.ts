import { judgeJson } from '@hookline/template'

export const rowTypes = ['text', 'number', 'yes-no', 'field', 'object', 'list', 'each', 'json'] as const
export type RowType = (typeof rowTypes)[number]

/**
 * One member of a JSON body, for those who write no JSON. `value` by type: a text with tags; a number's digits; `true` or
 * `false`; what stands between the braces of a tag; the list whose entries `each` goes over; a JSON template.
 */
export interface Row {
  /** Empty in a list. */
  key: string
  type: RowType
  value: string
  /** The members of an `object`, or of the object that `each` writes for an entry; the entries of a `list`. */
  rows?: readonly Row[]
}

/** Whether rows of this type hold others. */
export function hasRows(type: RowType): boolean {
  return type === 'object' || type === 'list' || type === 'each'
}

export const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Whether the template renders to JSON for every value. */
export function isAlwaysJson(source: string): boolean {
  return judgeJson(source).verdict === 'always-valid'
}

/** The same where it stands in so many loops: `{{#with}}` gives `this` a meaning and adds no JSON of its own. */
export function isAlwaysJsonIn(loops: number, source: string): boolean {
  return isAlwaysJson(loops === 0 ? source : `{{#with event.entry}}${source}{{else}}null{{/with}}`)
}
