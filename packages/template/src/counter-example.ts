import type { TemplateScope } from '@hookline/schema'
import { scopeFor } from './counter-values.ts'
import { compileExpression } from './evaluate.ts'
import type { Facts } from './facts.ts'
import { type JsonFault, type Reading, readEnd, readTag, readText, startReading } from './json-reader.ts'
import { bindEntry, entriesOf } from './render.ts'
import { LimitReached, type Run, spend, startRun } from './run.ts'
import type { TemplateNode, Tree } from './tree.ts'
import { isAbsent, isEmpty } from './values.ts'

/** A body and its source, to look for values that break it. */
export interface Body {
  source: string
  tree: Tree
}

/** A fault that really happens, and the values that it was seen with. */
export interface SeenFault {
  fault: JsonFault
  scope: TemplateScope
}

/**
 * Looks for values under which the facts hold, and reads the body as it would be rendered with them.
 * Out: the fault that really happens, undefined if none was found: what is claimed to break has been seen to break.
 */
export function confirmFault(body: Body, facts: Facts): SeenFault | undefined {
  const scope = scopeFor(body.tree, facts)
  try {
    const fault = readBody(body, scope)
    return fault && { fault, scope }
  } catch (error) {
    if (error instanceof LimitReached) return undefined
    throw error
  }
}

function readBody(body: Body, scope: TemplateScope): JsonFault | undefined {
  const run = startRun(scope, body.tree.slots)
  const reading = startReading()
  return readNodes(body.tree.nodes, run, reading) ?? readEnd(reading, body.source.length)
}

function readNodes(nodes: readonly TemplateNode[], run: Run, reading: Reading): JsonFault | undefined {
  for (const node of nodes) {
    const fault = readNode(node, run, reading)
    if (fault) return fault
  }
  return undefined
}

function readNode(node: TemplateNode, run: Run, reading: Reading): JsonFault | undefined {
  if (node.type === 'text') return readText(reading, node.text, node.start)
  if (node.type === 'output') {
    const position = readTag(reading, node)
    return typeof position === 'string' ? undefined : position
  }
  if (node.type === 'branch') {
    const value = compileExpression(node.condition)(run)
    if (node.test === 'with') run.locals[node.slot] = value
    const holds = node.test === 'with' ? !isAbsent(value) : isEmpty(value) === node.negated
    return readNodes(holds ? node.body : node.otherwise, run, reading)
  }
  const list = entriesOf(compileExpression(node.list), run)
  if (list.length === 0) return readNodes(node.otherwise, run, reading)
  for (let index = 0; index < list.length; index++) {
    spend(run, 1000)
    bindEntry(run.locals, node.slot, { list, index })
    const fault = readNodes(node.body, run, reading)
    if (fault) return fault
  }
  return undefined
}
