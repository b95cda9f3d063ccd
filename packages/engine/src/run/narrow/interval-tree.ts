import type { Ordered } from '../../conditions/region/intervals.ts'

/** An interval with its ends within it, and what lies behind it. */
export interface Stab<V extends Ordered> {
  readonly from: V
  readonly to: V
  readonly item: number
}

/** Intervals by their beginnings, as a balanced tree in a list: the root of a part is its middle. */
export interface IntervalTree<V extends Ordered> {
  readonly from: readonly V[]
  readonly to: readonly V[]
  readonly items: readonly number[]
  /** The last end within the part whose middle this is: what ends before a value is passed over with all of its part. */
  readonly lastEnd: readonly V[]
}

export function intervalTree<V extends Ordered>(stabs: readonly Stab<V>[]): IntervalTree<V> {
  const sorted = [...stabs].sort((left, right) => (left.from < right.from ? -1 : Number(left.from > right.from)))
  const to = sorted.map((one) => one.to)
  const lastEnd = [...to]
  fillLastEnds(lastEnd, 0, to.length)
  return { from: sorted.map(({ from }) => from), to, items: sorted.map(({ item }) => item), lastEnd }
}

/** Recursion of the depth of the tree, which is balanced. */
function fillLastEnds<V extends Ordered>(lastEnd: V[], low: number, high: number): V | undefined {
  if (low >= high) return undefined
  const middle = (low + high) >>> 1
  let last = lastEnd[middle] as V
  for (const inner of [fillLastEnds(lastEnd, low, middle), fillLastEnds(lastEnd, middle + 1, high)]) {
    if (inner !== undefined && inner > last) last = inner
  }
  lastEnd[middle] = last
  return last
}

/** Adds the items of all intervals around a value: as much work as there are, and a little for the depth of the tree. */
export function stab<V extends Ordered>(tree: IntervalTree<V>, value: V, found: number[]): void {
  visit(tree, value, { found, low: 0, high: tree.items.length })
}

interface Part {
  found: number[]
  low: number
  high: number
}

function visit<V extends Ordered>(tree: IntervalTree<V>, value: V, { found, low, high }: Part): void {
  let start = low
  while (start < high) {
    const middle = (start + high) >>> 1
    if ((tree.lastEnd[middle] as V) < value) return
    visit(tree, value, { found, low: start, high: middle })
    if ((tree.from[middle] as V) > value) return
    if ((tree.to[middle] as V) >= value) found.push(tree.items[middle] as number)
    start = middle + 1
  }
}
