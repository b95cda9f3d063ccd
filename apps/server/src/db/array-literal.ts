// Parameters of `unnest` as PostgreSQL array literals (documentation § 8.15.2): one pass over each batch, no type guessed.
// A list of nulls alone is written as `{}`: `unnest` of several arrays fills the shorter ones with NULL (§ 9.19).

const allNull = '{}'

/**
 * What one field of each row is. A batch makes no function for it: what V8 compiled of a function that lives for one batch is
 * forgotten with the next full collection, and made again (docs/decisions/0014).
 */
export function column<Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] {
  const values: Row[Key][] = []
  for (const row of rows) values.push(row[key])
  return values
}

const special = /["\\]/g
// What stands in an array as it is; `null` would be NULL.
const plainText = /^(?!null$)[\w:./-]+$/i

/** An array of text, JSON or timestamps; null stays NULL. */
export function textArray(values: readonly (string | null)[]): string {
  if (values.every(isNull)) return allNull
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) text += ','
    if (value === null || value === undefined) text += 'NULL'
    else text += plainText.test(value) ? value : `"${value.replace(special, '\\$&')}"`
  }
  return `${text}}`
}

/** Stands between texts that are sent as one. */
export const separator = '\u0001'

/**
 * Texts that are not empty and have no U+0001, for `string_to_array(…, chr(1), '')`; null becomes NULL. JSON is such text: its
 * control characters are escaped (RFC 8259 § 7). Long texts cost half as much this way as in an array, at both ends.
 */
export function separatedTexts(values: readonly (string | null | undefined)[]): string {
  return values.join(separator)
}

/** An array of values that need no quotes: UUIDs, numbers, booleans; null stays NULL. */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  if (values.every(isNull)) return allNull
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ','
    text += values[i] ?? 'NULL'
  }
  return `${text}}`
}

/** An array of bytes; null stays NULL. */
export function bytesArray(values: readonly (Buffer | null)[]): string {
  if (values.every(isNull)) return allNull
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) text += ','
    text += value === null || value === undefined ? 'NULL' : `"\\\\x${value.toString('hex')}"`
  }
  return `${text}}`
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined
}
