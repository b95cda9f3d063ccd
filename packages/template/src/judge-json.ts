import type { JsonObject } from '@hookline/schema'
import { buildTree } from './build-tree.ts'
import { judgeTree, type Verdict } from './judge.ts'
import { compileNodes } from './render.ts'
import { writeJsonString, writeJsonValue } from './write.ts'

/** Values under which a body was seen to break, and what is rendered then. */
export interface CounterExample {
  event: JsonObject
  state: JsonObject
  body: string
}

export type JsonVerdict = Verdict & { counterExample?: CounterExample }

/**
 * Judges a body template for JSON.
 * In: its source. Out: the verdict, with a counter-example where one was found; a template with errors of its own `breaks`
 * with those.
 */
export function judgeJson(source: string): JsonVerdict {
  const built = buildTree(source)
  if (!built.ok) return { verdict: 'breaks', diagnostics: built.diagnostics }
  const { positions, breaksWith, ...verdict } = judgeTree({ source, tree: built.tree })
  if (!breaksWith) return verdict
  const rendered = compileNodes(built.tree, (output) => (positions.get(output) === 'string' ? writeJsonString : writeJsonValue))(breaksWith)
  if (!rendered.ok) return verdict
  return { ...verdict, counterExample: { event: breaksWith.event, state: breaksWith.state, body: rendered.text } }
}
