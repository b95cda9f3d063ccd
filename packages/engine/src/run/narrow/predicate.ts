import type { Scalar } from '../../conditions/operator.ts'
import type { Domain } from '../../conditions/region/domain.ts'
import { type Interval, type Intervals, type Ordered, onlyValue } from '../../conditions/region/intervals.ts'

/** A field whose value must be one of these values, or lie in one of these intervals. */
export interface Predicate {
  readonly field: string
  readonly values: readonly Scalar[]
  readonly intervals: readonly Interval<Ordered>[]
  /** 0: values alone; 1: intervals with two ends; 2: some have one. */
  readonly breadth: 0 | 1 | 2
}

/** More than these cost more to hold than they save. */
const piecesMax = 64

/** What can be looked up of a field's domain, or null where it leaves too much open. */
export function predicateOf(field: string, domain: Domain): Predicate | null {
  if (domain.missing || domain.objects || domain.lists !== null) return null
  const pieces: readonly Interval<Ordered>[] = [...domain.numbers, ...(domain.texts as Intervals<Ordered>)]
  if (pieces.length + domain.booleans.length > piecesMax) return null
  const values: Scalar[] = [...domain.booleans]
  const intervals: Interval<Ordered>[] = []
  for (const piece of pieces) {
    const only = onlyValue(piece)
    if (only === undefined) intervals.push(piece)
    else values.push(only)
  }
  const open = intervals.filter(({ from, to }) => from === null || to === null)
  // What leaves out a value or two, such as !=, is open at both of its ends.
  if (open.length > 1 || open.some(({ from, to }) => from === null && to === null)) return null
  return { field, values, intervals, breadth: intervals.length === 0 ? 0 : open.length === 0 ? 1 : 2 }
}
