import type { Diagnostic as Lint } from '@codemirror/lint'
import type { Diagnostic } from '@hookline/schema'

/** Diagnostics as CodeMirror underlines them; those without a place are only listed, and places never lie beyond the text. */
export function lintOf(diagnostics: readonly Diagnostic[], length: number): Lint[] {
  return diagnostics.flatMap(({ severity, message, fix, start, end }): Lint[] => {
    if (start === undefined || end === undefined) return []
    const from = Math.max(0, Math.min(start, length))
    const to = Math.max(from, Math.min(end, length))
    return [{ from, to, severity, message: fix ? `${message}\n${fix}` : message }]
  })
}
