import { blocks, helpers } from '@hookline/template'
import type { Field, FieldType } from '../../fields/field.ts'

/** What can be written at a place of a template. */
export interface Option {
  label: string
  kind: 'field' | 'helper' | 'block'
  /** Stands beside the label: type and sample value of a field. */
  detail: string
  /** One line more: what a helper does, or what the catalogue says of a field. */
  info?: string
  /** How it is written. */
  example?: string
  /** What is written, where that is more than the label; `|` is where the cursor goes. */
  text?: string
  /** Whole objects are seldom meant: they stand behind their fields. */
  isWhole?: boolean
}

const typeWords: Record<FieldType, string> = {
  text: 'text',
  date: 'date',
  number: 'number',
  boolean: 'yes/no',
  list: 'list',
  object: 'object',
  unknown: '',
}

/** The fields that a template can name, inner ones too, in the order in which they stand. */
export function fieldOptions(fields: readonly Field[]): Option[] {
  return fields.flatMap((field) => {
    const sample = field.sample === undefined || field.children ? '' : sampleText(field.sample)
    const detail = [typeWords[field.type], sample].filter((part) => part !== '').join(' · ')
    return [
      {
        ...{ label: field.path, kind: 'field' as const, detail },
        ...(field.description && { info: field.description }),
        ...(field.children && { isWhole: true }),
      },
      ...fieldOptions(field.children ?? []),
    ]
  })
}

function sampleText(sample: Field['sample']): string {
  const text = JSON.stringify(sample)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

export const helperOptions: readonly Option[] = [...helpers.values()].map(({ name, description, example }) => ({
  label: name,
  kind: 'helper',
  detail: 'helper',
  info: description,
  example,
  text: `${name} |`,
}))

export const blockOptions: readonly Option[] = blocks.map(({ name, description, example }) => ({
  label: `#${name}`,
  kind: 'block',
  detail: 'block',
  info: description,
  example,
  text: `#${name} |}}{{/${name}`,
}))

/** What is being written before the cursor: from where, and whether a helper may stand there. */
export interface Asked {
  from: number
  isHead: boolean
}

/** In: the text before the cursor. Out: where the word begins that is to be completed; null outside of a tag. */
export function askedAt(before: string): Asked | null {
  const open = before.lastIndexOf('{{')
  if (open < 0 || (before[open - 1] === '\\' && before[open - 2] !== '\\')) return null
  const inner = before.slice(open + 2)
  if (/\}\}|^~?!/.test(inner) || quotesOpen(inner)) return null
  const word = /(?:\[[^\]]*\]?|[^\s()"'~[\]])*$/.exec(inner)?.[0] ?? ''
  return { from: before.length - word.length, isHead: /^~?\s*$|\($/.test(inner.slice(0, inner.length - word.length)) }
}

function quotesOpen(inner: string): boolean {
  return (inner.replace(/\[[^\]]*\]/g, '').match(/"/g)?.length ?? 0) % 2 === 1
}
