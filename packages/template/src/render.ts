import type { TemplateScope } from '@hookline/schema'
import { isWithinBytes } from './bytes.ts'
import { compileExpression, type Evaluate } from './evaluate.ts'
import { loopStepsMax, outputBytesMax } from './limits.ts'
import { LimitReached, MissingSecret, type Run, type SecretValues, spend, startRun } from './run.ts'
import { type BranchNode, type EachNode, nodesIn, type OutputNode, type TemplateNode, type Tree } from './tree.ts'
import { isAbsent, isEmpty, JsonText, type Value } from './values.ts'
import type { Write } from './write.ts'

/** Why a template that compiles gave no text for one scope. */
export type RenderFailureCode = 'render-limit' | 'invalid-body' | 'invalid-header' | 'invalid-url' | 'missing-secret'
export type RenderResult = { ok: true; text: string } | { ok: false; code: RenderFailureCode; message: string }

type Part = (run: Run) => string

/** Which writer a tag's place needs. */
export type ChooseWrite = (output: OutputNode) => Write

/**
 * Turns a judged tree into a function that renders it: closures alone, nothing is evaluated from text.
 * In: the tree, what to write where, and the secrets that may be used. Out: a function of the scope, which never throws.
 */
export function compileNodes(
  { nodes, slots }: Tree,
  chooseWrite: ChooseWrite,
  secrets?: SecretValues,
): (scope: TemplateScope) => RenderResult {
  const part = sequence(nodes, chooseWrite)
  return (scope) => {
    try {
      const text = part(startRun(scope, slots, secrets))
      return isWithinBytes(text, outputBytesMax) ? { ok: true, text } : tooLong()
    } catch (error) {
      if (error instanceof LimitReached) return { ok: false, code: 'render-limit', message: error.message }
      if (error instanceof MissingSecret) return { ok: false, code: 'missing-secret', message: error.message }
      // A value that JSON cannot write, or a text beyond the engine's own limits.
      return { ok: false, code: 'render-limit', message: 'a value could not be written' }
    }
  }
}

function tooLong(): RenderResult {
  return { ok: false, code: 'render-limit', message: `the rendered text has more than ${outputBytesMax} bytes` }
}

function sequence(nodes: readonly TemplateNode[], chooseWrite: ChooseWrite): Part {
  const steps: { before: string; part: Part }[] = []
  let text = ''
  for (const node of nodes) {
    if (node.type === 'text') text += node.text
    else {
      steps.push({ before: text, part: compileNode(node, chooseWrite) })
      text = ''
    }
  }
  const tail = text
  // Two lists of one kind each: what a step is, is not looked up for each rendering.
  const texts = steps.map(({ before }) => before)
  const parts = steps.map(({ part }) => part)
  const [only] = steps
  if (!only) return () => tail
  if (steps.length === 1) return (run) => only.before + only.part(run) + tail
  return (run) => {
    let out = ''
    for (let index = 0; index < parts.length; index++) out = grown(out, texts[index] as string, (parts[index] as Part)(run))
    return out + tail
  }
}

function grown(out: string, text: string, more: string): string {
  if (out.length + text.length + more.length > outputBytesMax)
    throw new LimitReached(`the rendered text has more than ${outputBytesMax} bytes`)
  return out + text + more
}

function compileNode(node: Exclude<TemplateNode, { type: 'text' }>, chooseWrite: ChooseWrite): Part {
  if (node.type === 'branch') return compileBranch(node, chooseWrite)
  if (node.type === 'each') return compileEach(node, chooseWrite)
  const read = compileExpression(node.value)
  const write = chooseWrite(node)
  return (run) => write(read(run))
}

function compileBranch(node: BranchNode, chooseWrite: ChooseWrite): Part {
  const read = compileExpression(node.condition)
  const then = sequence(node.body, chooseWrite)
  const otherwise = sequence(node.otherwise, chooseWrite)
  const { negated, slot } = node
  if (node.test === 'if') return (run) => (isEmpty(read(run)) === negated ? then(run) : otherwise(run))
  return (run) => {
    const value = read(run)
    if (isAbsent(value)) return otherwise(run)
    run.locals[slot] = value
    return then(run)
  }
}

function compileEach(node: EachNode, chooseWrite: ChooseWrite): Part {
  const read = compileExpression(node.list)
  const body = sequence(node.body, chooseWrite)
  const otherwise = sequence(node.otherwise, chooseWrite)
  const nodes = [...nodesIn(node.body)].length
  return (run) => {
    const list = entriesOf(read, run)
    if (list.length === 0) return otherwise(run)
    let out = ''
    for (let index = 0; index < list.length; index++) {
      run.steps++
      if (run.steps > loopStepsMax) throw new LimitReached(`loops make at most ${loopStepsMax} rounds`)
      spend(run, nodes)
      bindEntry(run.locals, node.slot, { list, index })
      out = grown(out, '', body(run))
    }
    return out
  }
}

/** What a loop goes over: a list's values, or an object's with their keys; anything else is empty. */
export interface Entries {
  length: number
  keys: readonly string[] | undefined
  values: readonly Value[]
}

export function entriesOf(read: Evaluate, run: Run): Entries {
  const list = read(run)
  if (typeof list !== 'object' || list === null || list instanceof JsonText) return { length: 0, keys: undefined, values: [] }
  if (Array.isArray(list)) return { length: list.length, keys: undefined, values: list }
  const keys = Object.keys(list)
  return { length: keys.length, keys, values: Object.values(list) }
}

/** Puts one entry where the loop's body reads it, in the order of `localRoles`. */
export function bindEntry(locals: Value[], slot: number, { list, index }: { list: Entries; index: number }): void {
  locals[slot] = list.values[index]
  locals[slot + 1] = list.keys ? list.keys[index] : index
  locals[slot + 2] = index
  locals[slot + 3] = index === 0
  locals[slot + 4] = index === list.length - 1
}
