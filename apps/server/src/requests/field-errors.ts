import type { Diagnostic, FieldError } from '@hookline/schema'

/** The errors among diagnostics as field errors, each message with its remedy. Warnings stop nothing. */
export function fieldErrorsOf(diagnostics: readonly Diagnostic[], pathOf: (diagnostic: Diagnostic) => string): FieldError[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => ({ path: pathOf(diagnostic), code: diagnostic.code, message: withFix(diagnostic) }))
}

function withFix({ message, fix }: Diagnostic): string {
  if (fix === undefined) return message
  return /[.!?]$/.test(message) ? `${message} ${fix}` : `${message}: ${fix}`
}
