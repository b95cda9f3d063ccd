import type { Field } from './field.ts'

/** One line of the tree as it is drawn: parents stand before their children. */
export interface TreeRow {
  field: Field
  level: number
  /** Undefined where there is nothing below it. */
  isOpen?: boolean
  /** The row that it hangs on; -1 for the outermost. */
  parent: number
}

/** How many fields there are that can be named, groups not counted. */
export function countFields(fields: readonly Field[]): number {
  return fields.reduce((sum, { children }) => sum + (children ? countFields(children) : 1), 0)
}

/** The paths that are open at first: the event's and the user's fields. */
export const openAtFirst: ReadonlySet<string> = new Set(['event', 'state'])

/**
 * The rows to draw. In: the fields, which of them are open, and what is searched for; while something is, every way to
 * a match is open and nothing else is there.
 */
export function treeRows(fields: readonly Field[], open: ReadonlySet<string>, search: string): TreeRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const rows: TreeRow[] = []
  const visit = (list: readonly Field[], level: number, parent: number) => {
    for (const field of list) {
      if (words.length > 0 && !hasMatch(field, words)) continue
      const index = rows.length
      const isOpen = field.children && (words.length > 0 || open.has(field.path))
      rows.push({ field, level, parent, ...(isOpen !== undefined && { isOpen }) })
      if (isOpen && field.children) visit(field.children, level + 1, index)
    }
  }
  visit(fields, 1, -1)
  return rows
}

function hasMatch(field: Field, words: readonly string[]): boolean {
  const text = `${field.path} ${field.name}`.toLowerCase()
  return words.every((word) => text.includes(word)) || (field.children ?? []).some((child) => hasMatch(child, words))
}

export type TreeMove = { to: number } | { open: string } | { close: string } | null

/** What a key does in a tree (WAI-ARIA's pattern for trees). In: the rows, the row that has the focus, the key. */
export function treeMove(rows: readonly TreeRow[], index: number, key: string): TreeMove {
  const row = rows[index]
  if (!row) return null
  const last = rows.length - 1
  if (key === 'ArrowDown') return { to: Math.min(index + 1, last) }
  if (key === 'ArrowUp') return { to: Math.max(index - 1, 0) }
  if (key === 'Home') return { to: 0 }
  if (key === 'End') return { to: last }
  if (key === 'ArrowRight' && row.isOpen !== undefined) return row.isOpen ? { to: Math.min(index + 1, last) } : { open: row.field.path }
  if (key === 'ArrowLeft' && row.isOpen) return { close: row.field.path }
  if (key === 'ArrowLeft' && row.parent >= 0) return { to: row.parent }
  return null
}
