import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import type { TemplateContext } from '@hookline/template'
import { Tag } from '@lezer/highlight'
import colours from '../../json-view/json-colours.module.css'
import css from './code-field.module.css'

const tags = {
  key: Tag.define(),
  text: Tag.define(),
  digits: Tag.define(),
  word: Tag.define(),
  brace: Tag.define(),
  field: Tag.define(),
}

interface State {
  /** Within a JSON string, whether it is a key. */
  quoted: 'key' | 'text' | null
  /** Within a tag, what ends it. */
  tag: '}}' | '--}}' | null
}

/** Colours a template while it is written: JSON, if it is JSON, and its tags. */
export function templateLanguage(context: TemplateContext): Extension {
  const isJson = context === 'json'
  const language = StreamLanguage.define<State>({
    startState: () => ({ quoted: null, tag: null }),
    copyState: (state) => ({ ...state }),
    token: (stream, state) => readToken(stream, state, isJson),
    tokenTable: tags,
    languageData: { closeBrackets: { brackets: isJson ? ['{', '[', '"'] : ['{'], before: ')]}"\',:; \t\n' } },
  })
  return [language, syntaxHighlighting(colouring)]
}

const colouring = HighlightStyle.define([
  { tag: tags.key, class: colours.key ?? '' },
  { tag: tags.text, class: colours.string ?? '' },
  { tag: tags.digits, class: colours.number ?? '' },
  { tag: tags.word, class: colours.literal ?? '' },
  { tag: tags.brace, class: css.tag ?? '' },
  { tag: tags.field, class: css.tagName ?? '' },
])

function readToken(stream: StringStream, state: State, isJson: boolean): string | null {
  if (state.tag) return readTag(stream, state)
  if (stream.match('{{')) {
    state.tag = stream.match(/^~?!--/, false) ? '--}}' : '}}'
    return 'brace'
  }
  if (!isJson) {
    stream.next()
    stream.match(/^[^{]+/)
    return null
  }
  return state.quoted ? readQuoted(stream, state) : readJson(stream, state)
}

function readTag(stream: StringStream, state: State): string {
  if (stream.match(state.tag ?? '}}')) {
    state.tag = null
    return 'brace'
  }
  if (state.tag === '}}' && stream.match(/^(?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^\s}"'[~#/()]+|[~#/()\s]+)/)) return 'field'
  stream.next()
  return 'field'
}

function readQuoted(stream: StringStream, state: State): string {
  const name = state.quoted === 'key' ? 'key' : 'text'
  if (stream.match(/^\\./)) return name
  if (stream.next() === '"') state.quoted = null
  else stream.match(/^[^"\\{]+/)
  // A string never goes on behind its line.
  if (stream.eol()) state.quoted = null
  return name
}

function readJson(stream: StringStream, state: State): string | null {
  if (stream.match('"')) {
    state.quoted = stream.match(/^(?:[^"\\]|\\.)*"\s*:/, false) ? 'key' : 'text'
    if (stream.eol()) state.quoted = null
    return state.quoted === 'key' ? 'key' : 'text'
  }
  if (stream.match(/^-?\d[\d.eE+-]*/)) return 'digits'
  if (stream.match(/^(?:true|false|null)\b/)) return 'word'
  stream.next()
  stream.match(/^[\s}\],:]+/)
  return null
}
