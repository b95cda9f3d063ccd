import { covers, type Facts, outcomesOf, signature } from './facts.ts'
import type { Reading } from './json-reader.ts'
import type { JsonState } from './json-state.ts'

/** One way through a template so far: where in the JSON it is, and under which facts. */
export interface Way {
  reading: Reading
  facts: Facts
}

/** Ways with the same place in the JSON, at most; beyond it they are taken together, which keeps a proof sound. */
const factsMax = 16

/**
 * Takes ways together that go on alike: same place in the JSON, and facts that between them leave nothing out.
 * The places reached stay exactly the same; only what was found not to matter is forgotten.
 */
export function mergeWays(ways: readonly Way[]): Way[] {
  if (ways.length < 2) return [...ways]
  const groups = new Map<JsonState, Way[]>()
  for (const way of ways) {
    const group = groups.get(way.reading.state)
    if (group) group.push(way)
    else groups.set(way.reading.state, [way])
  }
  return [...groups.values()].flatMap(mergeGroup)
}

function mergeGroup(group: Way[]): Way[] {
  let ways = uncovered(group)
  for (let merged = mergeOnce(ways); merged; merged = mergeOnce(ways)) ways = uncovered(merged)
  const [first] = ways
  return ways.length > factsMax && first ? [{ reading: first.reading, facts: new Map() }] : ways
}

function uncovered(ways: readonly Way[]): Way[] {
  const kept: Way[] = []
  for (const way of [...ways].sort((left, right) => left.facts.size - right.facts.size)) {
    if (!kept.some(({ facts }) => covers(facts, way.facts))) kept.push(way)
  }
  return kept
}

/** Replaces ways that differ in one fact alone, and have all its outcomes, by one without it. */
function mergeOnce(ways: readonly Way[]): Way[] | undefined {
  if (ways.length < 2 || ways.length > factsMax * 2) return undefined
  const keys = new Set(ways.flatMap(({ facts }) => [...facts.keys()]))
  for (const key of keys) {
    const alike = new Map<string, Way[]>()
    for (const way of ways) {
      if (!way.facts.has(key)) continue
      const rest = signature(way.facts, key)
      alike.set(rest, [...(alike.get(rest) ?? []), way])
    }
    for (const same of alike.values()) {
      const [first] = same
      const fact = first?.facts.get(key)
      if (!first || !fact || same.length < outcomesOf(fact)) continue
      const facts = new Map(first.facts)
      facts.delete(key)
      return [...ways.filter((way) => !same.includes(way)), { reading: first.reading, facts }]
    }
  }
  return undefined
}
