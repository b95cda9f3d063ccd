import type { JsonObject, JsonValue } from '@hookline/schema'
import { seenText } from '../../components/seen-text.ts'

const shownMax = 4
const charsMax = 40

/** Some of a state in a line, plain values first: "level 5 · vip true · +3". Empty for an empty state. */
export function stateSummary(state: JsonObject): string {
  const entries = Object.entries(state)
  const sorted = [...entries.filter(([, value]) => isPlain(value)), ...entries.filter(([, value]) => !isPlain(value))]
  const shown = sorted.slice(0, shownMax).map(([name, value]) => `${cut(name)} ${cut(valueText(value))}`)
  const more = entries.length - shown.length
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(' · ')
}

/** A value in a line. */
export function valueText(value: JsonValue): string {
  return seenText(typeof value === 'string' ? value : JSON.stringify(value))
}

function isPlain(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null
}

function cut(text: string): string {
  const characters = Array.from(text.slice(0, charsMax * 2))
  return characters.length > charsMax || text.length > charsMax * 2 ? `${characters.slice(0, charsMax).join('')}…` : text
}
