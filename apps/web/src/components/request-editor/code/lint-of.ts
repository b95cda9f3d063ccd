import type { Diagnostic as Lint } from '@codemirror/lint'
import type { Diagnostic } from '@hookline/schema'
import { fixLabel } from '../fix-label.ts'

/** Diagnostics as CodeMirror underlines them; those without a place are only listed, and places never lie beyond the text. */
export function lintOf(diagnostics: readonly Diagnostic[], length: number, onFix?: (problem: Diagnostic) => void): Lint[] {
  return diagnostics.flatMap((diagnostic): Lint[] => {
    const { severity, message, fix, edit, start, end } = diagnostic
    if (start === undefined || end === undefined) return []
    const from = Math.max(0, Math.min(start, length))
    const to = Math.max(from, Math.min(end, length))
    if (edit && onFix) return [{ from, to, severity, message, actions: [{ name: fixLabel(diagnostic), apply: () => onFix(diagnostic) }] }]
    return [{ from, to, severity, message: fix ? `${message}\n${fix}` : message }]
  })
}
