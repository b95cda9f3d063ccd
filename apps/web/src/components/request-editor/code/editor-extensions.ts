import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, keymap, placeholder, tooltips } from '@codemirror/view'
import type { TemplateContext } from '@hookline/template'
import type { Field } from '../../fields/field.ts'
import { fieldDragType } from '../../fields/field-tree.tsx'
import { templateCompletion } from './completion.ts'
import { editorTheme } from './editor-theme.ts'
import { fieldInsertion } from './field-insertion.ts'
import { templateHover } from './hover.ts'
import type { Option } from './options.ts'
import { templateLanguage } from './template-language.ts'

interface Needed {
  context: TemplateContext
  oneLine: boolean
  hint: string
  options: () => readonly Option[]
  fields: () => readonly Field[]
}

/** All that a template editor is made of, but for what its component changes while it lives. */
export function editorExtensions({ context, oneLine, hint, options, fields }: Needed): Extension {
  return [
    history(),
    drawSelection(),
    dropCursor(),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of('  '),
    EditorView.lineWrapping,
    // What floats belongs to the page: around the editor much is cut off.
    tooltips({ parent: document.body }),
    templateLanguage(context),
    templateCompletion(options),
    templateHover(fields),
    editorTheme,
    hint === '' ? [] : placeholder(hint),
    oneLine ? singleLine : [],
    fieldDrop(context),
    // An open list is closed by Escape, and nothing around the editor with it.
    EditorView.domEventHandlers({
      keydown: (event, view) => {
        if (event.key === 'Escape' && completionStatus(view.state) !== null) event.stopPropagation()
        return false
      },
    }),
    Prec.high(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
    // Escape, then Tab leaves the editor: CodeMirror sees to it. In one line Tab leaves at once.
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, ...(oneLine ? [] : [indentWithTab])]),
  ]
}

/** Line breaks that are typed or pasted are dropped. */
const singleLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
  const text = transaction.newDoc.toString()
  const flat = text.replace(/[\r\n]+/g, '')
  const before = transaction.startState.doc.length
  const head = text.slice(0, transaction.newSelection.main.head).replace(/[\r\n]+/g, '').length
  return { changes: { from: 0, to: before, insert: flat }, selection: { anchor: head }, userEvent: 'input' }
})

function fieldDrop(context: TemplateContext): Extension {
  return EditorView.domEventHandlers({
    dragover: (event) => {
      if (!event.dataTransfer?.types.includes(fieldDragType)) return false
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      return false
    },
    drop: (event, view) => {
      const path = event.dataTransfer?.getData(fieldDragType) ?? ''
      if (path === '') return false
      event.preventDefault()
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length
      insertField(view, { at, path, context })
      return true
    },
  })
}

/** Writes a field where it was dropped, or at the cursor, and goes on behind it. */
export function insertField(view: EditorView, { at, path, context }: { at: number; path: string; context: TemplateContext }): void {
  const { from, to, text } = fieldInsertion({ source: view.state.doc.toString(), at, context }, path)
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.drop' })
  view.focus()
}
