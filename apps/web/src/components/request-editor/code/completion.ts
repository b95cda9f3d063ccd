import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { askedAt, blockOptions, helperOptions, type Option } from './options.ts'

/** Offers fields and helpers behind `{{`, and fields as whole tags where they are asked for (Ctrl+Space) elsewhere. */
export function templateCompletion(fields: () => readonly Option[]): Extension {
  return autocompletion({
    override: [(context) => complete(context, fields())],
    icons: false,
    activateOnTyping: true,
    tooltipClass: () => 'hookline-completion',
    addToOptions: [{ render: renderDetail, position: 80 }],
  })
}

/** The detail stands on a line of its own end, so that long paths and values stay apart. */
function renderDetail({ detail }: Completion): Node | null {
  if (!detail) return null
  const element = document.createElement('span')
  element.className = 'hookline-completion-detail'
  element.textContent = detail
  return element
}

function complete(context: CompletionContext, fields: readonly Option[]): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 2000), context.pos)
  const asked = askedAt(before)
  if (!asked) {
    if (!context.explicit) return null
    return { from: context.pos, options: fields.map((option) => toCompletion(option, `{{${option.label}}}|`)), filter: false }
  }
  const from = context.pos - (before.length - asked.from)
  const options = asked.isHead ? [...fields, ...helperOptions, ...blockOptions] : fields
  return { from, options: options.map((option) => toCompletion(option)), validFor: /^#?(?:\[[^\]]*\]?|[^\s()"'~[\]{}])*$/ }
}

/** What a helper does, and below it how it is written. */
function infoElement(info: string, example: string | undefined): Node {
  const box = document.createElement('div')
  box.append(info)
  if (example !== undefined) {
    const code = document.createElement('div')
    code.className = 'hookline-hover-code'
    code.textContent = example
    box.append(code)
  }
  return box
}

function toCompletion({ label, kind, detail, info, example, text, isWhole }: Option, whole?: string): Completion {
  return {
    label,
    detail,
    ...(info !== undefined && { info: () => infoElement(info, example) }),
    boost: isWhole
      ? -50
      : kind === 'field'
        ? label.startsWith('event.')
          ? 3
          : label.startsWith('state.')
            ? 2
            : 1
        : kind === 'helper'
          ? -1
          : -2,
    apply: (...[view, , from, to]: [EditorView, Completion, number, number]) =>
      apply(view, { from, to, text: whole ?? text ?? label, isWhole: whole !== undefined }),
  }
}

interface Applied {
  from: number
  to: number
  text: string
  isWhole: boolean
}

/** Writes what was chosen, closes the tag where nothing does, and puts the cursor where one writes on. */
function apply(view: EditorView, { from, to, text, isWhole }: Applied): void {
  const after = view.state.sliceDoc(to, to + 200)
  const isCall = view.state.sliceDoc(Math.max(0, from - 1), from) === '('
  const isInner = isCall || /[\s(]/.test(tagBefore(view, from).trimStart())
  const isClosed = isWhole || isInner || /^[^{}]*\}\}/.test(after)
  const call = isCall && text.includes('|') && !after.startsWith(')') ? `${text})` : text
  const insert = isClosed ? call : `${text}}}`
  const mark = insert.indexOf('|')
  const written = insert.replace('|', '')
  const closing = !isWhole && mark < 0 && !isInner && after.startsWith('}}') ? 2 : 0
  view.dispatch({
    changes: { from, to, insert: written },
    selection: { anchor: from + (mark < 0 ? written.length + closing : mark) },
    userEvent: 'input.complete',
    scrollIntoView: true,
  })
}

/** What stands in the tag before the word, such as `#if `. */
function tagBefore(view: EditorView, from: number): string {
  const before = view.state.sliceDoc(Math.max(0, from - 2000), from)
  return before.slice(before.lastIndexOf('{{') + 2)
}
