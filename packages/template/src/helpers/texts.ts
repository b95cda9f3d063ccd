import { JsonText } from '../values.ts'
import { bounded, type Helper, readText } from './helper.ts'
import { numberOf } from './numbers.ts'

/** The first so many characters; a character beyond the basic plane is one, and is never cut in two. */
function cut(text: string, count: number): string {
  let end = 0
  for (let left = count; left > 0 && end < text.length; left--) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

const truncate: Helper['run'] = (run, ...[value, most, ending]) => {
  const text = readText(run, value)
  const count = numberOf(most)
  if (count === null || count < 0) return text
  const short = cut(text, Math.floor(count))
  return short.length < text.length ? short + (ending === undefined ? '' : readText(run, ending)) : text
}

const replace: Helper['run'] = (run, ...[value, search, replacement]) => {
  const text = readText(run, value)
  const sought = readText(run, search)
  if (sought === '') return text
  const parts = text.split(sought)
  const put = readText(run, replacement)
  bounded(run, text.length + (parts.length - 1) * Math.max(0, put.length - sought.length))
  return parts.join(put)
}

export const textHelpers: readonly Helper[] = [
  {
    name: 'upper',
    description: 'The text in capital letters.',
    example: '{{upper state.country}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => readText(run, value).toUpperCase(),
  },
  {
    name: 'lower',
    description: 'The text in small letters.',
    example: '{{lower state.email}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => readText(run, value).toLowerCase(),
  },
  {
    name: 'trim',
    description: 'The text without white space around it.',
    example: '{{trim event.comment}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => readText(run, value).trim(),
  },
  {
    name: 'truncate',
    description: 'At most so many characters of the text; what is cut off can be told by an ending.',
    example: '{{truncate event.comment 100 "…"}}',
    minArgs: 2,
    maxArgs: 3,
    run: truncate,
  },
  {
    name: 'replace',
    description: 'The text with every place of one text replaced by another.',
    example: '{{replace state.phone " " ""}}',
    minArgs: 3,
    maxArgs: 3,
    run: replace,
  },
  {
    name: 'length',
    description: 'How many entries a list has, or characters a text.',
    example: '{{length event.items}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => {
      if (Array.isArray(value)) return value.length
      if (!(value instanceof JsonText) && typeof value === 'object' && value !== null) return Object.keys(value).length
      const text = readText(run, value)
      return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
    },
  },
]
