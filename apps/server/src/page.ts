import { createHash } from 'node:crypto'
import type { Page, PageQuery } from '@hookline/schema'
import { invalidField } from './service-error.ts'

/** A list as it was asked for: its name, and everything that narrows or orders it. */
interface AskedList {
  list: string
  input: PageQuery & object
}

/** A cursor is the sort key of the last row behind a mark of its list, base64url; opaque to callers. */
export function encodeCursor(asked: AskedList, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([markOf(asked), ...key])).toString('base64url')
}

/** The sort key behind a cursor of `parts` parts, or undefined without one; 422 for a text that is none, or of another list. */
export function decodeCursor(asked: AskedList, parts: number, isKey: (key: string[]) => boolean = () => true): string[] | undefined {
  const { cursor } = asked.input
  if (cursor === undefined) return undefined
  const bad = () => invalidField('query.cursor', 'cursor.invalid', 'is not a cursor of this list: take nextCursor of an earlier answer')
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw bad()
  }
  if (!Array.isArray(read) || !read.every((part): part is string => typeof part === 'string')) throw bad()
  const [mark, ...key] = read
  if (key.length !== parts || !isKey(key)) throw bad()
  if (mark === markOf(asked)) return key
  const message = 'is of another list, or of this one with other filters: take nextCursor of an answer to the same question'
  throw invalidField('query.cursor', 'cursor.of-another-list', message)
}

/** Tells lists apart, and the same list with other filters; how many rows a page has does not matter. */
function markOf({ list, input }: AskedList): string {
  const { cursor: _cursor, limit: _limit, ...filters } = input
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  const text = JSON.stringify([list, given.sort(([a], [b]) => (a < b ? -1 : 1))])
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
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
  asked: AskedList,
  { item, key }: { item: (row: Row) => Item; key: (row: Row) => string[] },
): Page<Item> {
  const { limit } = asked.input
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(asked, key(last)) : null }
}
