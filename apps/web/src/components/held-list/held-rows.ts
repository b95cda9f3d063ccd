export interface HeldRows<Row> {
  shown: Row[]
  /** How many came since and wait to be shown. */
  waiting: number
}

interface HeldInput<Row> {
  /** The rows as they stood when the list was held. */
  held: readonly Row[]
  /** The rows as they are now, newest first. */
  rows: readonly Row[]
  idOf: (row: Row) => string
}

/** Keeps every row in its place: what is known of it is new, rows above it wait, older ones are put below. */
export function heldRows<Row>({ held, rows, idOf }: HeldInput<Row>): HeldRows<Row> {
  if (held.length === 0) return { shown: [...rows], waiting: 0 }
  const now = new Map(rows.map((row) => [idOf(row), row]))
  const known = new Set(held.map(idOf))
  const last = rows.findLastIndex((row) => known.has(idOf(row)))
  const isNew = (row: Row) => !known.has(idOf(row))
  return {
    shown: [...held.map((row) => now.get(idOf(row)) ?? row), ...(last < 0 ? [] : rows.slice(last + 1).filter(isNew))],
    waiting: (last < 0 ? rows : rows.slice(0, last)).filter(isNew).length,
  }
}
