import { useCallback, useState } from 'react'
import { type HeldRows, heldRows } from './held-rows.ts'

interface HeldListInput<Row> {
  rows: readonly Row[]
  idOf: (row: Row) => string
  /** Which list this is: another one is never held by what this one showed. */
  name: string
  /** Holds it also while the pointer is elsewhere, such as while rows are selected. */
  isHeld?: boolean
}

interface HeldList<Row> extends HeldRows<Row> {
  /** For what surrounds the rows and the button that lets in what waits: on its way there nothing may move. */
  holds: { onPointerEnter: () => void; onPointerLeave: () => void }
  /** Lets in what waits. */
  letIn: () => void
}

/** A live list that does not move under the pointer: what is new waits until the pointer leaves, or until it is asked for. */
export function useHeldList<Row>({ rows, idOf, name, isHeld = false }: HeldListInput<Row>): HeldList<Row> {
  const [isInside, setInside] = useState(false)
  const [held, setHeld] = useState<{ name: string; rows: readonly Row[] } | null>(null)
  const holds = isInside || isHeld
  if (holds && rows.length > 0 && held?.name !== name) setHeld({ name, rows })
  if (!holds && held) setHeld(null)
  const onPointerEnter = useCallback(() => setInside(true), [])
  const onPointerLeave = useCallback(() => setInside(false), [])
  const letIn = useCallback(() => setHeld(null), [])
  return { ...heldRows({ held: held?.name === name ? held.rows : [], rows, idOf }), holds: { onPointerEnter, onPointerLeave }, letIn }
}
