import { textOf, type Value } from '../values.ts'
import { bounded, type Helper, readText } from './helper.ts'

const join: Helper['run'] = (run, list, separator) => {
  if (!Array.isArray(list)) return readText(run, list)
  const between = separator === undefined ? ', ' : readText(run, separator)
  let text = ''
  for (const [index, entry] of list.entries()) {
    const part = index === 0 ? textOf(entry) : between + textOf(entry)
    bounded(run, part.length + 1)
    text += part
  }
  bounded(run, text.length)
  return text
}

/** Of a list its entry, of a text its character; anything else has neither. */
function entryAt(value: Value, index: 0 | -1): Value {
  if (Array.isArray(value)) return value.at(index)
  if (typeof value !== 'string') return undefined
  const end = index === 0 ? /^[\s\S]/u : /[\s\S]$/u
  return end.exec(index === 0 ? value.slice(0, 2) : value.slice(-2))?.[0] ?? ''
}

export const listHelpers: readonly Helper[] = [
  {
    name: 'join',
    description: 'The entries of a list as one text, with a text between them (", " if none is given).',
    example: '{{join event.tags ", "}}',
    minArgs: 1,
    maxArgs: 2,
    run: join,
  },
  {
    name: 'first',
    description: 'The first entry of a list, or character of a text.',
    example: '{{first event.prizes}}',
    minArgs: 1,
    maxArgs: 1,
    run: (_, value) => entryAt(value, 0),
  },
  {
    name: 'last',
    description: 'The last entry of a list, or character of a text.',
    example: '{{last event.prizes}}',
    minArgs: 1,
    maxArgs: 1,
    run: (_, value) => entryAt(value, -1),
  },
]
