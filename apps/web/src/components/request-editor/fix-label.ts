import type { Diagnostic } from '@hookline/schema'

/** What the button says that carries out a remedy. */
export function fixLabel({ fix, edit }: Diagnostic): string {
  if (edit && (fix === undefined || fix.endsWith('?'))) return `Write ${edit.text}`
  return capital((fix ?? '').replace(/\.$/, ''))
}

/** A text as a sentence; a field's name is no word and stays as it is written. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? capital(text) : `${capital(text)}.`
}

function capital(text: string): string {
  return /^[a-z]+(?:[ ,'-]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
