import type { Diagnostic } from '@hookline/schema'
import type { JsonFault } from './json-reader.ts'
import { type BranchNode, type EachNode, nodesIn, type Tree } from './tree.ts'

/** A change that may mend a body, and the same in words. */
export interface Remedy {
  fix: string
  edit: NonNullable<Diagnostic['edit']>
}

type Block = BranchNode | EachNode

const separator = '{{#unless @last}},{{/unless}}'

/**
 * Changes that often mend a fault which happens on some ways only: commas of loops and of optional members, values that are
 * missing without an `else`. Whether one of them does is for the caller to try, in this order.
 */
export function remediesFor({ source, tree }: { source: string; tree: Tree }, fault: JsonFault): Remedy[] {
  const blocks = [...nodesIn(tree.nodes)].filter((node) => node.type === 'branch' || node.type === 'each')
  const own = fault.edit ? [{ fix: fault.fix ?? 'change it so', edit: fault.edit }] : []
  const place = { source, blocks, at: fault.start }
  if (fault.code === 'template.trailing-comma') return [...commaOfLoop(place), ...commaBeforeBlock(place), ...own]
  if (fault.code === 'template.missing-comma') return [...separatorOfLoop(place), ...own, ...commaHere(place)]
  const isAtComma = source[fault.start] === ','
  if ((fault.code === 'template.extra-comma' || fault.code === 'template.missing-value') && isAtComma) return commaBehindBlock(place)
  return fault.code === 'template.missing-value' ? [...nullInElse(place), ...own] : own
}

interface Place {
  source: string
  blocks: readonly Block[]
  at: number
}

/** `{{…}},{{/each}}`: the comma stands between entries, not behind each. */
function commaOfLoop({ blocks, at }: Place): Remedy[] {
  const loop = blocks.findLast((block) => block.type === 'each' && block.start < at && at < block.end)
  if (!loop) return []
  const fix = `write ${separator} instead of the comma`
  return [{ fix, edit: { start: at, end: at + 1, text: separator } }]
}

/** `…,{{#if}}"b":2{{/if}}}`: the comma belongs to what it leads to. */
function commaBeforeBlock({ source, blocks, at }: Place): Remedy[] {
  const block = blocks.find(({ start }) => start > at && source.slice(at + 1, start).trim() === '')
  if (!block) return []
  const end = openTagEnd(source, block.start)
  const space = source.slice(at + 1, block.start)
  const tag = source.slice(block.start, end)
  const comma = block.type === 'each' ? '{{#if @first}},{{/if}}' : ','
  return [{ fix: 'move the comma into the block', edit: { start: at, end, text: `${space}${tag}${comma}` } }]
}

/** `{{/if}},"b":2`: the comma belongs to what it follows. */
function commaBehindBlock({ source, blocks, at }: Place): Remedy[] {
  const block = blocks.findLast(({ end }) => end <= at && source.slice(end, at).trim() === '')
  if (!block) return []
  const start = closeTagStart(source, block.end)
  const comma = block.type === 'each' ? '{{#if @last}},{{/if}}' : ','
  return [{ fix: 'move the comma into the block', edit: { start, end: at + 1, text: `${comma}${source.slice(start, at)}` } }]
}

function separatorOfLoop({ source, blocks, at }: Place): Remedy[] {
  const loops = blocks.filter((block) => block.type === 'each' && block.start <= at && at < block.end).reverse()
  return loops.map((loop) => {
    const close = closeTagStart(source, loop.end)
    const start = source.slice(0, close).trimEnd().length
    return { fix: `put ${separator} at the end of the loop`, edit: { start, end: start, text: separator } }
  })
}

function commaHere({ at }: Place): Remedy[] {
  return [{ fix: 'put a comma', edit: { start: at, end: at, text: ',' } }]
}

/** `"a":{{#if}}1{{/if}}`: without an `else` there is no value. */
function nullInElse({ source, blocks, at }: Place): Remedy[] {
  const block = blocks.findLast(({ end }) => end <= at && source.slice(end, at).trim() === '')
  if (!block) return []
  const start = closeTagStart(source, block.end)
  return [{ fix: 'put {{else}}null, or another value, before the end of the block', edit: { start, end: start, text: '{{else}}null' } }]
}

function openTagEnd(source: string, start: number): number {
  const tag = /^\{\{(?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^"'[}]|\}(?!\}))*\}\}/.exec(source.slice(start))
  return start + (tag?.[0].length ?? 0)
}

function closeTagStart(source: string, end: number): number {
  return Math.max(0, source.lastIndexOf('{{', end - 1))
}
