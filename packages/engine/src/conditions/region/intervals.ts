// Sets of numbers or of texts, as intervals between cuts. A cut stands just before or just after a value, so that ends
// which belong to an interval and those which do not need no cases of their own; null is beyond every value.

export type Ordered = string | number

/** A place between values: just before `at`, or just after it. */
export interface Cut<V extends Ordered> {
  readonly at: V
  readonly after: boolean
}

export interface Interval<V extends Ordered> {
  readonly from: Cut<V> | null
  readonly to: Cut<V> | null
}

/** Sorted, without overlap; none of them is empty. */
export type Intervals<V extends Ordered> = readonly Interval<V>[]

export const nowhere: Intervals<never> = []
export const everywhere: Intervals<never> = [{ from: null, to: null }]

export const before = <V extends Ordered>(at: V): Cut<V> => ({ at, after: false })
export const after = <V extends Ordered>(at: V): Cut<V> => ({ at, after: true })

/** What lies between two cuts; nothing where they are not in order. */
export function between<V extends Ordered>(from: Cut<V> | null, to: Cut<V> | null): Intervals<V> {
  return from !== null && to !== null && compareCuts(from, to) >= 0 ? nowhere : [{ from, to }]
}

/** These values and no other. */
export function points<V extends Ordered>(values: readonly V[]): Intervals<V> {
  const sorted = [...new Set(values)].sort((left, right) => (left < right ? -1 : 1))
  return sorted.map((value) => ({ from: before(value), to: after(value) }))
}

/** The value of an interval that holds no other, or undefined. */
export function onlyValue<V extends Ordered>({ from, to }: Interval<V>): V | undefined {
  return from !== null && to !== null && from.at === to.at ? from.at : undefined
}

/** What lies in both. */
export function intersect<V extends Ordered>(left: Intervals<V>, right: Intervals<V>): Intervals<V> {
  const common: Interval<V>[] = []
  let [atLeft, atRight] = [0, 0]
  for (;;) {
    const [one, other] = [left[atLeft], right[atRight]]
    if (!one || !other) return common
    const from = compareFroms(one.from, other.from) >= 0 ? one.from : other.from
    const endsFirst = compareTos(one.to, other.to) <= 0
    const to = endsFirst ? one.to : other.to
    if (from === null || to === null || compareCuts(from, to) < 0) common.push({ from, to })
    if (endsFirst) atLeft += 1
    else atRight += 1
  }
}

/** What does not lie in it. */
export function complement<V extends Ordered>(set: Intervals<V>): Intervals<V> {
  const gaps: Interval<V>[] = []
  let from: Cut<V> | null = null
  for (const one of set) {
    if (one.from !== null) gaps.push({ from, to: one.from })
    if (one.to === null) return gaps
    from = one.to
  }
  return [...gaps, { from, to: null }]
}

/** What lies in one of them. */
export function unite<V extends Ordered>(left: Intervals<V>, right: Intervals<V>): Intervals<V> {
  return complement(intersect(complement(left), complement(right)))
}

function compareCuts<V extends Ordered>(left: Cut<V>, right: Cut<V>): number {
  if (left.at < right.at) return -1
  if (left.at > right.at) return 1
  return Number(left.after) - Number(right.after)
}

function compareFroms<V extends Ordered>(left: Cut<V> | null, right: Cut<V> | null): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null)
  return compareCuts(left, right)
}

function compareTos<V extends Ordered>(left: Cut<V> | null, right: Cut<V> | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return compareCuts(left, right)
}
