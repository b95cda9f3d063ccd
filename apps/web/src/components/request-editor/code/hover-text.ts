import { blocks, helpers } from '@hookline/template'
import type { Field } from '../../fields/field.ts'
import { mustachesOf } from '../body/mustaches.ts'

/** What is said of a word in a template while the pointer is over it. */
export interface HoverText {
  from: number
  to: number
  title: string
  lines: string[]
  /** Shown as code. */
  example?: string
}

const typeWords: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  date: 'date',
  number: 'number',
  boolean: 'yes/no',
  list: 'list',
  object: 'object',
  unknown: 'type not known',
}

/** In: a template, an offset in it, and the fields at hand. Out: what there is to say of the field, helper or block there. */
export function hoverTextAt(source: string, at: number, fields: readonly Field[]): HoverText | null {
  const tag = mustachesOf(source).find(({ start, end }) => start <= at && at <= end)
  if (!tag) return null
  const inner = source.slice(tag.start, tag.end)
  for (const match of inner.matchAll(/(?:\[[^\]]*\]|[^\s(){}"'~#/[\]=|])+/g)) {
    const from = tag.start + match.index
    const to = from + match[0].length
    if (at < from || at > to) continue
    const text = ofField(match[0], fields) ?? ofHelper(match[0])
    return text && { from, to, ...text }
  }
  return null
}

type Said = Omit<HoverText, 'from' | 'to'>

function ofField(path: string, fields: readonly Field[]): Said | null {
  const field = findField(path, fields)
  if (!field) return null
  const { type, description, sample, options } = field
  const last = sample === undefined ? [] : [`Last value: ${shortJson(sample)}`]
  const known = options ? [`Values: ${options.map((option) => shortJson(option)).join(', ')}`] : []
  return { title: path, lines: [typeWords[type], ...(description ? [description] : []), ...last, ...known] }
}

function findField(path: string, fields: readonly Field[]): Field | null {
  for (const field of fields) {
    if (field.path === path) return field
    const inner = findField(path, field.children ?? [])
    if (inner) return inner
  }
  return null
}

function ofHelper(name: string): Said | null {
  const known = helpers.get(name) ?? blocks.find((block) => block.name === name)
  return known ? { title: name, lines: [known.description], example: known.example } : null
}

function shortJson(value: Field['sample']): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
