import { rowProblem } from './body/body-of-rows.ts'
import { hasRows, type Row, type RowType } from './body/rows.ts'

/** A row with an identity of its own while it is edited. */
export interface EditedRow extends Row {
  id: number
  rows?: readonly EditedRow[]
}

const startValues: Record<RowType, string> = {
  text: '',
  number: '0',
  'yes-no': 'true',
  field: '',
  object: '',
  list: '',
  each: '',
  json: 'null',
}

/** Gives each row, and the rows in it, an identity. */
export function edited(rows: readonly Row[], newId: () => number): readonly EditedRow[] {
  return rows.map(({ rows: inner, ...row }) => ({ ...row, id: newId(), ...(inner && { rows: edited(inner, newId) }) }))
}

/** Keeps what was written where the new type can hold it. */
export function retyped(row: EditedRow, type: RowType): Partial<EditedRow> {
  if (hasRows(type) && hasRows(row.type)) return { type }
  const inner = /^\{\{([^{}]*)\}\}$/.exec(row.value)?.[1]
  if (type === 'field' && row.type === 'text' && inner) return { type, value: inner.trim() }
  if (type === 'text' && row.type === 'field') return { type, value: row.value === '' ? '' : `{{${row.value}}}` }
  if (type === 'text') return { type, value: row.value }
  if (hasRows(type)) return { type, value: row.type === 'field' && type === 'each' ? row.value : '', rows: [] }
  const fits = rowProblem({ ...row, type }) === null && type !== 'yes-no'
  return { type, value: fits ? row.value : startValues[type] }
}
