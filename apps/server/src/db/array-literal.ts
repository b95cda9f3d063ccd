// Parameters of `unnest` as PostgreSQL array literals (documentation § 8.15.2): one pass over each batch, no type guessed.
// A list of nulls alone is written as `{}`: `unnest` of several arrays fills the shorter ones with NULL (§ 9.19).

const allNull = '{}'

const special = /["\\]/g

/** An array of text, JSON or timestamps; null stays NULL. */
export function textArray(values: readonly (string | null)[]): string {
  if (values.every(isNull)) return allNull
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) text += ','
    text += value === null || value === undefined ? 'NULL' : `"${value.replace(special, '\\$&')}"`
  }
  return `${text}}`
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
