import { judgeJson } from '@hookline/template'

export const rowTypes = ['text', 'number', 'yes-no', 'field', 'json'] as const
export type RowType = (typeof rowTypes)[number]

/**
 * One member of a JSON body, for those who write no JSON. `value` by type: a text with tags; a number's digits; `true` or
 * `false`; what stands between the braces of a tag; a JSON template.
 */
export interface Row {
  key: string
  type: RowType
  value: string
}

export const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Whether the template renders to JSON for every value. */
export function isAlwaysJson(source: string): boolean {
  return judgeJson(source).verdict === 'always-valid'
}
