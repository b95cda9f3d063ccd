import { type Mustache, mustachesOf } from './mustaches.ts'
import { isAlwaysJsonIn, numberPattern, type Row } from './rows.ts'

/**
 * The body template of rows: valid JSON for every value, whatever the rows hold (up to the template's limits of size).
 * A value that is not what its type says is sent as text, a field that is none as null, so that nothing breaks while one types.
 */
export function bodyOfRows(rows: readonly Row[]): string {
  return objectText(rows, { loops: 0, indent: '' })
}

/** How deep something stands: in how many loops, and how far to the right. */
interface Place {
  loops: number
  indent: string
}

function objectText(rows: readonly Row[], place: Place): string {
  if (rows.length === 0) return '{}'
  const inner = { ...place, indent: `${place.indent}  ` }
  const members = rows.map((row) => `${inner.indent}${textLiteral(row.key, place.loops)}: ${valueText(row, inner)}`)
  return `{\n${members.join(',\n')}\n${place.indent}}`
}

function listText(rows: readonly Row[], place: Place): string {
  if (rows.length === 0) return '[]'
  const inner = { ...place, indent: `${place.indent}  ` }
  return `[\n${rows.map((row) => `${inner.indent}${valueText(row, inner)}`).join(',\n')}\n${place.indent}]`
}

function valueText(row: Row, place: Place): string {
  const value = row.value.trim()
  const { loops } = place
  switch (row.type) {
    case 'text':
      return textLiteral(row.value, loops)
    case 'number':
      return numberPattern.test(value) ? value : textLiteral(row.value, loops)
    case 'yes-no':
      return value === 'true' ? 'true' : 'false'
    case 'field':
      return isField(value, loops) ? `{{${value}}}` : 'null'
    case 'object':
      return objectText(row.rows ?? [], place)
    case 'list':
      return listText(row.rows ?? [], place)
    case 'each':
      return isList(value, loops) ? `{{#list ${value}}}${objectText(row.rows ?? [], { ...place, loops: loops + 1 })}{{/list}}` : '[]'
    case 'json':
      return isAlwaysJsonIn(loops, value) ? value : textLiteral(row.value, loops)
  }
}

/** Why a row's value is not sent as its type says, or null. */
export function rowProblem({ type, value }: Row, loops = 0): string | null {
  const trimmed = value.trim()
  if (type === 'number' && !numberPattern.test(trimmed)) return trimmed === '' ? 'No number yet.' : 'This is no number; it is sent as text.'
  if (type === 'field' && !isField(trimmed, loops))
    return trimmed === '' ? 'No field yet; null is sent.' : 'This is no field; null is sent.'
  if (type === 'each' && !isList(trimmed, loops))
    return trimmed === '' ? 'No list yet; an empty one is sent.' : 'This is no field; an empty list is sent.'
  if (type === 'json' && !isAlwaysJsonIn(loops, trimmed))
    return trimmed === '' ? 'No JSON yet.' : 'This is not JSON for every value; it is sent as text.'
  return null
}

function isField(value: string, loops: number): boolean {
  const source = `{{${value}}}`
  const [tag] = mustachesOf(source)
  return value !== '' && tag?.kind === 'output' && tag.end === source.length && isAlwaysJsonIn(loops, source)
}

/** A list is named by a path, or made by a call in parentheses. */
function isList(value: string, loops: number): boolean {
  const source = `{{#list ${value}}}`
  const [tag] = mustachesOf(source)
  return value !== '' && tag?.end === source.length && isAlwaysJsonIn(loops, `${source}1{{/list}}`)
}

/** A JSON string template: tags that can stand in it stay tags, everything else is text. */
function textLiteral(text: string, loops: number): string {
  const tags = mustachesOf(text)
  const whole = literal(text, tags)
  if (tags.length === 0 || isAlwaysJsonIn(loops, whole)) return whole
  const sound = tags.filter(({ start, end }) => isAlwaysJsonIn(loops, `"${text.slice(start, end)}"`))
  const some = literal(text, sound)
  return isAlwaysJsonIn(loops, some) ? some : literal(text, [])
}

function literal(text: string, tags: readonly Mustache[]): string {
  let out = '"'
  let from = 0
  for (const { start, end } of tags) {
    out += escaped(text.slice(from, start), true) + text.slice(start, end)
    from = end
  }
  return `${out}${escaped(text.slice(from), false)}"`
}

/** Braces that would open a tag, and a backslash that would escape one, are written as \u…, which JSON reads back. */
function escaped(text: string, isBeforeTag: boolean): string {
  const json = JSON.stringify(text).slice(1, -1)
  const plain = json.includes('{{') || (isBeforeTag && json.endsWith('{')) ? json.replaceAll('{', '\\u007b') : json
  return isBeforeTag && plain.endsWith('\\\\') ? `${plain.slice(0, -2)}\\u005c` : plain
}
