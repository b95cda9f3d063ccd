import { setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Diagnostic } from '@hookline/schema'
import type { TemplateContext } from '@hookline/template'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Field } from '../../fields/field.ts'
import { forget, noteFocus } from './active-editor.ts'
import css from './code-field.module.css'
import { editorExtensions, insertField } from './editor-extensions.ts'
import { lintOf } from './lint-of.ts'
import { fieldOptions } from './options.ts'

export interface CodeFieldProps {
  value: string
  onChange: (value: string) => void
  /** Names the editor for those who do not see it. */
  label: string
  context: TemplateContext
  fields: readonly Field[]
  /** What there is to say about this text; underlined where it has a place. */
  diagnostics?: readonly Diagnostic[]
  /** Carries out the remedy of one that has it. */
  onFix?: (problem: Diagnostic) => void
  oneLine?: boolean
  hint?: string
  /** Ids of the elements that tell more, such as the list of problems. */
  describedBy?: string | undefined
  readOnly?: boolean
  minHeight?: number
  maxHeight?: number
}

const noDiagnostics: readonly Diagnostic[] = []

/** A template to write: coloured, completed, checked. Loaded on its own, since CodeMirror is large. */
export function CodeField(props: CodeFieldProps) {
  const { value, context, fields, oneLine = false, hint = '', readOnly = false, diagnostics = noDiagnostics } = props
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const options = useMemo(() => fieldOptions(fields), [fields])
  const now = useRef({ ...props, options })
  now.current = { ...props, options }
  const fix = useCallback((problem: Diagnostic) => now.current.onFix?.(problem), [])
  const attributes = useRef(new Compartment())
  const isInvalid = diagnostics.some(({ severity }) => severity === 'error')
  const about = attributesOf({ label: props.label, describedBy: props.describedBy, isInvalid, oneLine, readOnly })
  const aboutKey = JSON.stringify([props.label, props.describedBy, isInvalid, readOnly])

  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor lives as long as its kind; the rest reaches it below
  useEffect(() => {
    if (!place.current) return
    const extensions = [
      attributes.current.of(about),
      editorExtensions({ context, oneLine, hint, options: () => now.current.options, fields: () => now.current.fields }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && update.state.doc.toString() !== lines(now.current.value)) now.current.onChange(update.state.doc.toString())
        if (update.focusChanged && update.view.hasFocus) noteFocus(handle)
      }),
    ]
    const editor = new EditorView({ parent: place.current, state: EditorState.create({ doc: now.current.value, extensions }) })
    const handle = {
      insertField: (path: string) => insertField(editor, { at: editor.state.selection.main.head, path, context: now.current.context }),
    }
    view.current = editor
    editor.dispatch(setDiagnostics(editor.state, lintOf(now.current.diagnostics ?? [], editor.state.doc.length, fix)))
    return () => {
      forget(handle)
      editor.destroy()
      view.current = null
    }
  }, [context, oneLine, hint])

  useEffect(() => {
    const editor = view.current
    if (!editor || lines(value) === editor.state.doc.toString()) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, lintOf(diagnostics, editor.state.doc.length, fix)))
  }, [diagnostics, fix])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that the attributes are made of
  useEffect(() => {
    view.current?.dispatch({ effects: attributes.current.reconfigure(about) })
  }, [aboutKey])

  return (
    <div
      ref={place}
      className={`${css.field} ${oneLine ? css.oneLine : ''}`}
      data-invalid={isInvalid || undefined}
      style={{ minHeight: props.minHeight, maxHeight: props.maxHeight, overflowY: props.maxHeight ? 'auto' : undefined }}
    />
  )
}

/** Line breaks as the editor has them. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

interface About {
  label: string
  describedBy: string | undefined
  isInvalid: boolean
  oneLine: boolean
  readOnly: boolean
}

function attributesOf({ label, describedBy, isInvalid, oneLine, readOnly }: About): Extension {
  return [
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-invalid': String(isInvalid),
      ...(describedBy && { 'aria-describedby': describedBy }),
      ...(oneLine && { 'aria-multiline': 'false' }),
    }),
    EditorState.readOnly.of(readOnly),
  ]
}
