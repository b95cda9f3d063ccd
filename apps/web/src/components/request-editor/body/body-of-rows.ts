import { type Mustache, mustachesOf } from './mustaches.ts'
import { isAlwaysJson, numberPattern, type Row } from './rows.ts'

/**
 * The body template of rows: valid JSON for every value, whatever the rows hold (up to the template's limits of size).
 * A value that is not what its type says is sent as text, a field that is none as null, so that nothing breaks while one types.
 */
export function bodyOfRows(rows: readonly Row[]): string {
  if (rows.length === 0) return '{}'
  return `{\n${rows.map((row) => `  ${textLiteral(row.key)}: ${valueText(row)}`).join(',\n')}\n}`
}

function valueText(row: Row): string {
  const value = row.value.trim()
  switch (row.type) {
    case 'text':
      return textLiteral(row.value)
    case 'number':
      return numberPattern.test(value) ? value : textLiteral(row.value)
    case 'yes-no':
      return value === 'true' ? 'true' : 'false'
    case 'field':
      return isField(value) ? `{{${value}}}` : 'null'
    case 'json':
      return isAlwaysJson(value) ? value : textLiteral(row.value)
  }
}

/** Why a row's value is not sent as its type says, or null. */
export function rowProblem({ type, value }: Row): string | null {
  const trimmed = value.trim()
  if (type === 'number' && !numberPattern.test(trimmed)) return trimmed === '' ? 'No number yet.' : 'This is no number; it is sent as text.'
  if (type === 'field' && !isField(trimmed)) return trimmed === '' ? 'No field yet; null is sent.' : 'This is no field; null is sent.'
  if (type === 'json' && !isAlwaysJson(trimmed))
    return trimmed === '' ? 'No JSON yet.' : 'This is not JSON for every value; it is sent as text.'
  return null
}

function isField(value: string): boolean {
  const source = `{{${value}}}`
  const [tag] = mustachesOf(source)
  return value !== '' && tag?.kind === 'output' && tag.end === source.length && isAlwaysJson(source)
}

/** A JSON string template: tags that can stand in it stay tags, everything else is text. */
function textLiteral(text: string): string {
  const tags = mustachesOf(text)
  const whole = literal(text, tags)
  if (tags.length === 0 || isAlwaysJson(whole)) return whole
  const sound = tags.filter(({ start, end }) => isAlwaysJson(`"${text.slice(start, end)}"`))
  const some = literal(text, sound)
  return isAlwaysJson(some) ? some : literal(text, [])
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
