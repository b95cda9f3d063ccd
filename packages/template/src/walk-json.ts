import { covers, type Facts, forkOn, truthKey, withoutLocals, withTruth } from './facts.ts'
import { type JsonFault, type Position, readEnd, readTag, readText, startReading } from './json-reader.ts'
import { mergeWays, type Way } from './merge.ts'
import { type BranchNode, type EachNode, type Expression, localRoles, type OutputNode, type TemplateNode, type Tree } from './tree.ts'

/** Something that breaks a body, and under which facts. */
export interface FoundFault {
  fault: JsonFault
  facts: Facts
}

/** What all the ways through a body have shown. */
export interface Exploration {
  faults: FoundFault[]
  /** How each tag is written; one that no way reaches has none. */
  positions: Map<OutputNode, Position>
  /** False when the bounds were reached before all ways were walked. */
  isComplete: boolean
  /** What it cost, in characters read. */
  work: number
}

type Walk = Exploration

/** Characters read over all ways, and visits of tags and facts in the same unit: some 100 ms at most. */
const workMax = 400_000
const visitCost = 50
const waysMax = 64
const roundsMax = 64
const faultsMax = 200

/**
 * Reads a body as JSON along all its ways at once: both sides of each condition, lists of none, one and several entries.
 * In: a judged tree and its source's length. Out: every fault with its facts, and the position of every tag.
 */
export function exploreJson({ nodes }: Tree, length: number): Exploration {
  const walk: Walk = { faults: [], positions: new Map(), isComplete: true, work: 0 }
  for (const { reading, facts } of walkNodes(walk, nodes, [{ reading: startReading(), facts: new Map() }])) {
    const fault = readEnd(reading, length)
    if (fault) note(walk, fault, facts)
  }
  return walk
}

function note(walk: Walk, fault: JsonFault, facts: Facts): void {
  if (walk.faults.length < faultsMax) walk.faults.push({ fault, facts })
}

/** Beyond the bounds all ways end: such a body is refused, so nothing more needs to be known of it. */
function walkNodes(walk: Walk, nodes: readonly TemplateNode[], from: Way[]): Way[] {
  let ways = from
  for (const node of nodes) {
    if (ways.length === 0) return ways
    for (const { facts } of ways) walk.work += visitCost + facts.size
    if (ways.length > waysMax || walk.work > workMax) walk.isComplete = false
    if (!walk.isComplete) return []
    ways = walkNode(walk, node, ways)
  }
  return ways
}

function walkNode(walk: Walk, node: TemplateNode, ways: Way[]): Way[] {
  if (node.type === 'branch') return walkBranch(walk, node, ways)
  if (node.type === 'each') return walkEach(walk, node, ways)
  if (node.type === 'text') walk.work += ways.length * node.text.length
  return mergeWays(
    ways.flatMap(({ reading: before, facts }) => {
      const reading = { ...before }
      const fault = node.type === 'text' ? readText(reading, node.text, node.start) : place(walk, node, readTag(reading, node))
      if (fault) note(walk, fault, facts)
      return fault ? [] : [{ reading, facts }]
    }),
  )
}

function place(walk: Walk, node: OutputNode, position: Position | JsonFault): JsonFault | undefined {
  if (typeof position !== 'string') return position
  const other = walk.positions.get(node)
  walk.positions.set(node, other ?? position)
  if (other === undefined || other === position) return undefined
  const message = 'this stands inside quotes on one way through the template and outside them on another'
  return { code: 'template.mixed-position', message, fix: 'put both quotes into the same branch', start: node.start, end: node.end }
}

function walkBranch(walk: Walk, node: BranchNode, ways: Way[]): Way[] {
  const held: Way[] = []
  const failed: Way[] = []
  for (const { reading, facts } of ways) {
    for (const fork of forkOn(node.condition, node.test, facts)) {
      const side = fork.holds !== node.negated ? held : failed
      side.push({ reading, facts: fork.facts })
    }
  }
  const then = walkNodes(walk, node.body, mergeWays(held))
  const left = node.test === 'with' ? then.map((way) => ({ ...way, facts: withoutLocals(way.facts, node.slot, node.slot + 1) })) : then
  return mergeWays([...left, ...walkNodes(walk, node.otherwise, mergeWays(failed))])
}

function walkEach(walk: Walk, node: EachNode, ways: Way[]): Way[] {
  const none = walkNodes(walk, node.otherwise, withLength(node, ways, 0))
  const one = walkRound(walk, node, { ways: withLength(node, ways, 1), first: true, last: true })
  const several = walkRound(walk, node, { ways: withLength(node, ways, 2), first: true, last: false })
  const middle = walkRounds(walk, node, several)
  const last = walkRound(walk, node, { ways: middle, first: false, last: true })
  return mergeWays([...none, ...one, ...last])
}

/** The ways on which the list has so many entries. */
function withLength({ list, hasElse }: EachNode, ways: readonly Way[], length: 0 | 1 | 2): Way[] {
  const key = `length ${list.key}`
  const found: Way[] = []
  for (const { reading, facts } of ways) {
    const known = facts.get(key)
    const truth = facts.get(truthKey('if', list))
    if (known?.kind === 'length' ? known.length !== length : length > 0 && truth?.kind === 'truth' && !truth.holds) continue
    const filled = length > 0 ? withTruth(facts, 'if', { expression: list, holds: true }) : facts
    found.push({ reading, facts: new Map(filled).set(key, { kind: 'length', expression: list, length, hasElse }) })
  }
  return mergeWays(found)
}

/** The loop's body once, as its first or last round or neither. */
function walkRound(walk: Walk, node: EachNode, { ways, first, last }: { ways: readonly Way[]; first: boolean; last: boolean }): Way[] {
  if (ways.length === 0) return []
  const end = node.slot + localRoles.length
  const bound = ways.map(({ reading, facts }) => {
    let known = withTruth(facts, 'if', { expression: roleOf(node, 'first'), holds: first })
    known = withTruth(known, 'if', { expression: roleOf(node, 'last'), holds: last })
    return { reading, facts: withTruth(known, 'if', { expression: roleOf(node, 'index'), holds: !first }) }
  })
  const walked = walkNodes(walk, node.body, bound)
  return mergeWays(walked.map(({ reading, facts }) => ({ reading, facts: withoutLocals(facts, node.slot, end) })))
}

function roleOf({ slot, start, end }: EachNode, role: 'first' | 'last' | 'index'): Expression {
  const place = slot + localRoles.indexOf(role)
  return { type: 'local', slot: place, role, segments: [], key: `#${place}[]`, start, end }
}

/** The rounds between the first and the last, as often as they lead anywhere new. */
function walkRounds(walk: Walk, node: EachNode, from: Way[]): Way[] {
  let reached = from
  let fresh = from
  for (let round = 0; round < roundsMax && fresh.length > 0; round++) {
    const next = walkRound(walk, node, { ways: fresh, first: false, last: false })
    fresh = next.filter((way) => !reached.some((old) => old.reading.state === way.reading.state && covers(old.facts, way.facts)))
    reached = mergeWays([...reached, ...fresh])
  }
  if (fresh.length > 0) walk.isComplete = false
  return reached
}
