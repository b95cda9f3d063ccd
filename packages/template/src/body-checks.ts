import type { Diagnostic, JsonValue } from '@hookline/schema'
import { warning } from './failure.ts'
import { type KnownFields, schemaAt } from './fields.ts'
import { areExclusive, type BodyKey, type BodyValue, bodyPartsOf } from './members.ts'
import type { Tree } from './tree.ts'

/** What is judged beside its validity. */
export interface BodyToCheck {
  source: string
  tree: Tree
  fields: KnownFields
  /** A body that the receiver gave as an example of what it takes. */
  receiverSample?: JsonValue
}

/** What is odd about a JSON body that is valid: keys that stand twice, numbers in quotes, texts where a number is wanted. */
export function checkBody(body: BodyToCheck): Diagnostic[] {
  const { keys, values } = bodyPartsOf(body.tree)
  return [...checkKeys(keys), ...values.flatMap((value) => checkQuotes(body, value) ?? checkSample(body, value) ?? [])]
}

/** The same key so often, or told so often, is no mistake of writing any more. */
const comparedMax = 8
const toldMax = 50

function checkKeys(keys: readonly BodyKey[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const before = new Map<object, Map<string, BodyKey[]>>()
  for (const key of keys) {
    const inObject = before.get(key.object) ?? new Map<string, BodyKey[]>()
    const same = inObject.get(key.name) ?? []
    const isTwice = same.some((other) => !areExclusive(other.sides, key.sides))
    if (same.length < comparedMax) before.set(key.object, inObject.set(key.name, [...same, key]))
    if ((!isTwice && !key.isRepeated) || diagnostics.length >= toldMax) continue
    const why = isTwice ? 'stands twice in this object' : 'stands in a loop, so that it is written once for each entry'
    const fix = isTwice ? 'remove or rename one of them' : 'put each entry into an object of its own: {{#list}}{ … }{{/list}}'
    diagnostics.push({ ...warning('template.duplicate-key', `"${key.name}" ${why}; receivers keep one of them`, key), fix })
  }
  return diagnostics
}

const numeric: ReadonlySet<unknown> = new Set(['number', 'integer'])

/** Numbers that stand alone in quotes arrive as text, which is seldom meant. */
function checkQuotes(
  { source, fields, receiverSample }: BodyToCheck,
  { kind, output, path, start, end }: BodyValue,
): Diagnostic[] | undefined {
  if (kind !== 'text' || output?.value.type !== 'path') return undefined
  if (!numeric.has(schemaAt(output.value, fields)?.type) || typeof sampleAt(receiverSample, path) === 'string') return undefined
  const message = `${output.value.segments.join('.')} is a number; in quotes it is sent as text`
  const edit = { start, end, text: source.slice(output.start, output.end) }
  const fix = 'remove the quotes to send a number'
  return [{ severity: 'info', code: 'template.number-in-quotes', message, fix, edit, start, end }]
}

/** A receiver that showed a number seldom takes a text there. */
function checkSample({ source, fields, receiverSample }: BodyToCheck, value: BodyValue): Diagnostic[] | undefined {
  const { kind, output, path, start, end } = value
  const expected = sampleAt(receiverSample, path)
  if (typeof expected !== 'number') return undefined
  const type = output?.value.type === 'path' ? schemaAt(output.value, fields)?.type : undefined
  if (kind === 'literal' || (kind === 'tag' && type !== 'string')) return undefined
  const message = `the receiver's sample has a number for "${path.join('.')}", and this sends text`
  const expression = output && source.slice(output.value.start, output.value.end)
  const tag = numeric.has(type) ? `{{${expression}}}` : `{{number ${output?.value.type === 'call' ? `(${expression})` : expression}}}`
  const edit = output && output.value.type === 'path' ? { fix: `write ${tag}`, edit: { start, end, text: tag } } : { fix: 'send a number' }
  return [{ ...warning('template.sample-type', message, { start, end }), ...edit }]
}

function sampleAt(sample: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let at = sample
  for (const name of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Array.isArray(at) ? at[0] : Object.hasOwn(at, name) ? at[name] : undefined
  }
  return at
}
