import type { Page } from '@hookline/schema'
import { invalidField } from './service-error.ts'

/** A cursor is the sort key of the last row, base64url; opaque to callers. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The sort key behind a cursor of `parts` parts, or undefined without one; 422 for a text that is none. */
export function decodeCursor(
  cursor: string | undefined,
  parts: number,
  isKey: (key: string[]) => boolean = () => true,
): string[] | undefined {
  if (cursor === undefined) return undefined
  const bad = () => invalidField('query.cursor', 'cursor.invalid', 'is not a cursor of this list: take nextCursor of an earlier answer')
  let key: unknown
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw bad()
  }
  if (!Array.isArray(key) || key.length !== parts || !key.every((part): part is string => typeof part === 'string') || !isKey(key))
    throw bad()
  return key
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a cursor's key is one UUID. */
export function isUuidKey(key: readonly string[]): boolean {
  return key.length === 1 && uuid.test(key[0] ?? '')
}

const unprintable = /[\p{Cc}\p{Cs}]/u

/** Whether a cursor's key is text that the database can compare. */
export function isTextKey(key: readonly string[]): boolean {
  return !key.some((part) => unprintable.test(part))
}

/** Makes a page of rows that were read one beyond the limit. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, key }: { item: (row: Row) => Item; key: (row: Row) => string[] },
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}
