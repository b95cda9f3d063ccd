import { type PathRoot, parsePath, readPath, type TemplateScope } from '@hookline/schema'
import type { Scalar } from '../../conditions/operator.ts'
import type { Ordered } from '../../conditions/region/intervals.ts'
import type { Region } from '../../conditions/region/region.ts'
import { type IntervalTree, intervalTree, type Stab, stab } from './interval-tree.ts'
import { type Predicate, predicateOf } from './predicate.ts'

// Each item stands at the field that tells most of it: at its values, and there by its next field, or at its interval.
// What is found is all that may hold and some that does not: ends count as within, and other fields are not asked.

/** Finds the items whose regions may hold a scope, in ascending order. */
export type Narrower = (scope: TemplateScope) => readonly number[]

/** So few are tried one by one. */
const fewMax = 4

/**
 * Makes what finds, among items, those whose region may hold a scope.
 * In: the region of each item; null for one that holds no scope. Out: a function whose work grows with what it finds.
 */
export function narrower(regions: readonly Region[]): Narrower {
  const items = regions.flatMap((region, item) => (region === null ? [] : [{ item, predicates: predicatesOf(region) }]))
  const node = makeNode(items)
  return (scope) => {
    const found: number[] = []
    search(node, scope, found)
    return found.length > 1 ? ascending(found) : found
  }
}

/** Once each: where ends count as within, a value may lie in two intervals of one item. */
function ascending(found: number[]): number[] {
  found.sort((left, right) => left - right)
  return found.filter((item, index) => item !== found[index - 1])
}

interface Item {
  item: number
  predicates: readonly Predicate[]
}

/** Half-lines that begin at `at`, or end there, the nearest to their open end first. */
interface Bounds<V extends Ordered> {
  at: V[]
  items: number[]
}

interface Lookups<V extends Ordered> {
  /** Intervals without an end, by their beginning, ascending. */
  beginnings: Bounds<V>
  /** Intervals without a beginning, by their end, descending. */
  ends: Bounds<V>
  closed: IntervalTree<V>
}

interface FieldNode {
  segments: readonly string[]
  root: PathRoot
  /** The field's name where it stands just below its root, else null. */
  name: string | null
  byValue: ReadonlyMap<Scalar, Node> | null
  numbers: Lookups<number> | null
  texts: Lookups<string> | null
}

interface Node {
  fields: readonly FieldNode[]
  rest: readonly number[]
}

function predicatesOf(region: NonNullable<Region>): Predicate[] {
  return [...region].flatMap(([field, domain]) => predicateOf(field, domain) ?? [])
}

function makeNode(items: readonly Item[]): Node {
  if (items.length <= fewMax) return { fields: [], rest: items.map(({ item }) => item) }
  const crowd = crowds(items)
  const rest: number[] = []
  const byField = new Map<string, { item: Item; predicate: Predicate }[]>()
  for (const item of items) {
    const predicate = best(item.predicates, crowd)
    if (!predicate) rest.push(item.item)
    else {
      const list = byField.get(predicate.field)
      if (list) list.push({ item, predicate })
      else byField.set(predicate.field, [{ item, predicate }])
    }
  }
  return { fields: [...byField].map(([field, placed]) => makeField(field, placed)), rest }
}

type Crowd = ReadonlyMap<string, ReadonlyMap<Scalar, number>>

/** How many items ask for each value of each field. */
function crowds(items: readonly Item[]): Crowd {
  const counts = new Map<string, Map<Scalar, number>>()
  for (const { predicates } of items) {
    for (const { field, values } of predicates) {
      const ofField = counts.get(field) ?? new Map<Scalar, number>()
      counts.set(field, ofField)
      for (const value of values) ofField.set(value, (ofField.get(value) ?? 0) + 1)
    }
  }
  return counts
}

/** The predicate that tells most: values that the fewest others ask for, then intervals with two ends, then with one. */
function best(predicates: readonly Predicate[], crowd: Crowd): Predicate | undefined {
  let chosen: Predicate | undefined
  let least = Number.POSITIVE_INFINITY
  for (const predicate of predicates) {
    const { breadth, field, values } = predicate
    const others = values.reduce<number>((sum, value) => sum + (crowd.get(field)?.get(value) ?? 0), 0)
    const weight = breadth * 1e9 + others
    if (weight < least) {
      chosen = predicate
      least = weight
    }
  }
  return chosen
}

function makeField(field: string, placed: readonly { item: Item; predicate: Predicate }[]): FieldNode {
  const parsed = parsePath(field)
  if (!parsed.ok) throw new Error(`"${field}" is no path`)
  const byValue = new Map<Scalar, Item[]>()
  const numbers: Piece<number>[] = []
  const texts: Piece<string>[] = []
  for (const { item, predicate } of placed) {
    const inner = { item: item.item, predicates: item.predicates.filter((one) => one !== predicate) }
    for (const value of predicate.values) {
      const there = byValue.get(value)
      if (there) there.push(inner)
      else byValue.set(value, [inner])
    }
    for (const { from, to } of predicate.intervals) {
      const piece = { from: from?.at, to: to?.at, item: item.item }
      if (typeof (piece.from ?? piece.to) === 'number') numbers.push(piece as Piece<number>)
      else texts.push(piece as Piece<string>)
    }
  }
  const nodes = new Map([...byValue].map(([value, items]) => [value, makeNode(items)]))
  return { ...placeOf(parsed.segments), byValue: nodes.size > 0 ? nodes : null, numbers: lookups(numbers), texts: lookups(texts) }
}

interface Piece<V extends Ordered> {
  from: V | undefined
  to: V | undefined
  item: number
}

function lookups<V extends Ordered>(pieces: readonly Piece<V>[]): Lookups<V> | null {
  if (pieces.length === 0) return null
  const beginnings = pieces.flatMap(({ from, to, item }) => (from !== undefined && to === undefined ? [{ at: from, item }] : []))
  const ends = pieces.flatMap(({ from, to, item }) => (from === undefined && to !== undefined ? [{ at: to, item }] : []))
  const closed = pieces.flatMap(({ from, to, item }): Stab<V>[] => (from !== undefined && to !== undefined ? [{ from, to, item }] : []))
  return { beginnings: sorted(beginnings, 1), ends: sorted(ends, -1), closed: intervalTree(closed) }
}

function sorted<V extends Ordered>(list: { at: V; item: number }[], direction: 1 | -1): Bounds<V> {
  list.sort((left, right) => (left.at < right.at ? -direction : left.at > right.at ? direction : 0))
  return { at: list.map(({ at }) => at), items: list.map(({ item }) => item) }
}

function placeOf(segments: readonly [PathRoot, ...string[]]): Pick<FieldNode, 'segments' | 'root' | 'name'> {
  const [root, name = null, ...inner] = segments
  return { segments, root, name: inner.length > 0 ? null : name }
}

/**
 * Fields are read as readPath does, but those just below their root without asking whether they are its own (which would
 * be a fifth of the time): no prototype has a text, number or boolean that would keep an item from being found.
 */
function search({ fields, rest }: Node, scope: TemplateScope, found: number[]): void {
  for (const item of rest) found.push(item)
  for (const { segments, root, name, byValue, numbers, texts } of fields) {
    const value = name === null ? readPath(scope, segments) : (scope[root] as Record<string, unknown> | null | undefined)?.[name]
    if (typeof value === 'number') {
      if (numbers) searchBounds(numbers, value, found)
    } else if (typeof value === 'string') {
      if (texts) searchBounds(texts, value, found)
    } else if (typeof value !== 'boolean') continue
    const inner = byValue?.get(value)
    if (inner) search(inner, scope, found)
  }
}

function searchBounds<V extends Ordered>({ beginnings, ends, closed }: Lookups<V>, value: V, found: number[]): void {
  for (let index = 0; index < beginnings.at.length && (beginnings.at[index] as V) <= value; index++)
    found.push(beginnings.items[index] as number)
  for (let index = 0; index < ends.at.length && (ends.at[index] as V) >= value; index++) found.push(ends.items[index] as number)
  if (closed.items.length > 0) stab(closed, value, found)
}
