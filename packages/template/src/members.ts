import type { Span } from './failure.ts'
import type { OutputNode, TemplateNode, Tree } from './tree.ts'

/** One way taken at a block: its body, or its `else`. */
interface Side {
  block: TemplateNode
  isBody: boolean
}

/** A key of an object in a JSON body, as it is written. */
export interface BodyKey extends Span {
  name: string
  /** The same object for the same keys. */
  object: object
  sides: readonly Side[]
  /** Whether it stands in a loop that its object does not. */
  isRepeated: boolean
}

/** A value in a JSON body: a tag, a text in quotes, or a literal. */
export interface BodyValue extends Span {
  /** Keys from the outermost object; a list's entry is `[]`. */
  path: readonly string[]
  kind: 'tag' | 'text' | 'literal'
  /** The tag itself, or the only thing in the quotes. */
  output?: OutputNode
}

/** What a JSON body consists of, read in the order in which it stands. */
export interface BodyParts {
  keys: BodyKey[]
  values: BodyValue[]
}

interface Container {
  kind: '{' | '['
  id: object
  path: readonly string[]
  loops: number
  key: string | undefined
  expectsKey: boolean
}

interface Place {
  open: readonly Container[]
  /** Inside quotes, where they began, and what stands in them. */
  quote?: { start: number; isKey: boolean; text: string; outputs: OutputNode[] } | undefined
}

interface Walk extends BodyParts {
  place: Place
  sides: readonly Side[]
  loops: number
}

/** In: the tree of a body that was not seen to break. Out: its keys and values; both sides of every block are read. */
export function bodyPartsOf({ nodes }: Tree): BodyParts {
  const walk: Walk = { keys: [], values: [], place: { open: [] }, sides: [], loops: 0 }
  readNodes(walk, nodes)
  return walk
}

function readNodes(walk: Walk, nodes: readonly TemplateNode[]): void {
  for (const node of nodes) {
    if (node.type === 'text') readText(walk, node.text, node.start)
    else if (node.type === 'output') readOutput(walk, node)
    else {
      const { place, sides, loops } = walk
      if (node.type === 'each') walk.loops++
      walk.sides = [...sides, { block: node, isBody: true }]
      readNodes(walk, node.body)
      const after = walk.place
      Object.assign(walk, { place, loops, sides: [...sides, { block: node, isBody: false }] })
      readNodes(walk, node.otherwise)
      Object.assign(walk, { place: after, sides })
    }
  }
}

function readOutput(walk: Walk, output: OutputNode): void {
  const { start, end } = output
  const { quote } = walk.place
  if (quote) walk.place = { ...walk.place, quote: { ...quote, outputs: [...quote.outputs, output] } }
  else walk.values.push({ path: pathAt(walk.place), kind: 'tag', output, start, end })
}

function pathAt({ open }: Place): readonly string[] {
  const inner = open.at(-1)
  if (!inner) return []
  return [...inner.path, inner.kind === '[' ? '[]' : (inner.key ?? '')]
}

function readText(walk: Walk, text: string, base: number): void {
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const { quote } = walk.place
    if (quote) {
      if (char === '"') endQuote(walk, base + i + 1)
      else {
        const plain = /^(?:[^"\\]+|\\[\s\S]?)/.exec(text.slice(i))?.[0] ?? char
        walk.place = { ...walk.place, quote: { ...quote, text: quote.text + plain } }
        i += plain.length - 1
      }
    } else if (/[-\w]/.test(char)) {
      const word = /^[-+.\w]+/.exec(text.slice(i))?.[0] ?? char
      walk.values.push({ path: pathAt(walk.place), kind: 'literal', start: base + i, end: base + i + word.length })
      i += word.length - 1
    } else readSign(walk, char, base + i)
  }
}

function readSign(walk: Walk, char: string, at: number): void {
  const { open } = walk.place
  const inner = open.at(-1)
  if (char === '"') {
    walk.place = { open, quote: { start: at, isKey: inner?.kind === '{' && inner.expectsKey, text: '', outputs: [] } }
  } else if (char === '{' || char === '[') {
    const path = pathAt(walk.place)
    walk.place = { open: [...open, { kind: char, id: {}, path, loops: walk.loops, key: undefined, expectsKey: char === '{' }] }
  } else if (char === '}' || char === ']') walk.place = { open: open.slice(0, -1) }
  else if (inner && (char === ',' || char === ':')) {
    walk.place = { open: [...open.slice(0, -1), { ...inner, expectsKey: char === ',' && inner.kind === '{' }] }
  }
}

function endQuote(walk: Walk, end: number): void {
  const { open, quote } = walk.place
  const inner = open.at(-1)
  if (!quote) return
  const { start, isKey, text, outputs } = quote
  walk.place = { open }
  if (!isKey || !inner) {
    const [only] = outputs
    const output = only && outputs.length === 1 && text === '' ? { output: only } : {}
    walk.values.push({ path: pathAt({ open }), kind: 'text', start, end, ...output })
    return
  }
  const name = outputs.length === 0 ? text : undefined
  walk.place = { open: [...open.slice(0, -1), { ...inner, key: name, expectsKey: false }] }
  if (name === undefined) return
  walk.keys.push({ name, object: inner.id, sides: walk.sides, isRepeated: walk.loops > inner.loops, start, end })
}

/** Whether two places never stand in one rendering: on the two sides of one block. */
export function areExclusive(left: readonly Side[], right: readonly Side[]): boolean {
  return left.some(({ block, isBody }) => right.some((other) => other.block === block && other.isBody !== isBody))
}
