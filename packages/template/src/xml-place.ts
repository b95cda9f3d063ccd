import type { Diagnostic } from '@hookline/schema'
import { failure } from './failure.ts'
import type { OutputNode, TemplateNode, Tree } from './tree.ts'

/** Where a value can stand in XML so that no value changes the markup around it. */
export type XmlPosition = 'content' | 'attribute'

type State = 'content' | 'tag' | 'attribute"' | "attribute'" | 'comment' | 'cdata' | 'instruction'

/** What ends each state, and which one follows. `tag` also ends where an attribute's quote begins. */
const ends: Readonly<Record<Exclude<State, 'content' | 'tag'>, readonly [string, State]>> = {
  'attribute"': ['"', 'tag'],
  "attribute'": ["'", 'tag'],
  comment: ['-->', 'content'],
  cdata: [']]>', 'content'],
  instruction: ['?>', 'content'],
}

interface Walk {
  positions: Map<OutputNode, XmlPosition>
  diagnostics: Diagnostic[]
}

/** Reads the template's own markup. Out: where each tag stands, and an error for each that stands where no value can. */
export function placeInXml({ nodes }: Tree): Walk {
  const walk: Walk = { positions: new Map(), diagnostics: [] }
  walkNodes(walk, nodes, 'content')
  return walk
}

function walkNodes(walk: Walk, nodes: readonly TemplateNode[], from: State): State {
  let state = from
  for (const node of nodes) {
    if (node.type === 'text') state = readMarkup(node.text, state)
    else if (node.type === 'output') place(walk, node, state)
    else {
      const after = walkNodes(walk, node.body, state)
      const otherwise = walkNodes(walk, node.otherwise, state)
      if (after !== otherwise || (node.type === 'each' && after !== state)) {
        const message = 'the markup around what follows differs from one way through this block to another'
        walk.diagnostics.push({ ...failure('template.mixed-position', message, node), fix: 'put whole elements into the block' })
      }
      state = after
    }
  }
  return state
}

function place(walk: Walk, node: OutputNode, state: State): void {
  if (state === 'content') walk.positions.set(node, 'content')
  else if (state.startsWith('attribute')) walk.positions.set(node, 'attribute')
  else {
    const message = `a value can stand between elements or in a quoted attribute, not in a ${state === 'cdata' ? 'CDATA section' : state}`
    const fix = state === 'cdata' ? 'leave out <![CDATA[ and ]]>: values are escaped' : 'move it into the element'
    walk.diagnostics.push({ ...failure('template.xml-place', message, node), fix })
  }
}

function readMarkup(text: string, from: State): State {
  let state = from
  let at = 0
  while (at < text.length) {
    if (state === 'content') {
      const open = text.indexOf('<', at)
      if (open < 0) return state
      const [opened, length] = openedBy(text, open)
      state = opened
      at = open + length
    } else if (state === 'tag') {
      const next = text.slice(at).search(/["'>]/)
      if (next < 0) return state
      const char = text[at + next]
      state = char === '>' ? 'content' : char === '"' ? 'attribute"' : "attribute'"
      at += next + 1
    } else {
      const [end, after] = ends[state]
      const close = text.indexOf(end, at)
      if (close < 0) return state
      state = after
      at = close + end.length
    }
  }
  return state
}

function openedBy(text: string, at: number): [State, number] {
  if (text.startsWith('<!--', at)) return ['comment', 4]
  if (text.startsWith('<![CDATA[', at)) return ['cdata', 9]
  return text.startsWith('<?', at) ? ['instruction', 2] : ['tag', 1]
}
