import type { JsonValue } from '@hookline/schema'

const charsMax = 48
const membersMax = 3

/** A value in one short line whose type can still be seen: text stands in quotes, what cannot be seen is written out. */
export function sampleText(value: JsonValue): string {
  if (typeof value === 'string') return `"${shortened(value)}"`
  if (Array.isArray(value)) return listText(value)
  if (typeof value === 'object' && value !== null) return counted(Object.keys(value).length, 'field')
  return String(value)
}

function listText(list: readonly JsonValue[]): string {
  if (list.length === 0) return 'an empty list'
  const first = list.slice(0, membersMax)
  if (first.some((member) => typeof member === 'object' && member !== null)) return counted(list.length, 'element')
  const text = first
    .map((member) => (typeof member === 'string' ? `"${shortened(member, charsMax / membersMax)}"` : JSON.stringify(member)))
    .join(', ')
  return list.length > membersMax ? `${text} and ${list.length - membersMax} more` : text
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** Cut before it is written out, so that a text of a megabyte costs nothing, and never within a surrogate pair. */
function shortened(text: string, max = charsMax): string {
  if (text.length <= max) return visible(text)
  return `${visible(text.slice(0, max).replace(/[\uD800-\uDBFF]$/, ''))}…`
}

/** Line breaks, other controls and what turns the direction of writing would change the page around them. */
function visible(text: string): string {
  return text
    .replace(/\r\n|\n|\r/g, '⏎')
    .replace(/\t/g, '⇥')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
