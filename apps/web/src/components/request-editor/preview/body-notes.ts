import type { Diagnostic } from '@hookline/schema'
import type { LineNote } from '../../json-view/json-view.tsx'
import { prettyJson } from '../../json-view/pretty-json.ts'
import { bodyTokens } from '../body/body-tokens.ts'

/**
 * What the checker says about a body template, put beside the lines of the rendered body: each at the member in whose
 * template it stands. What has no member, or whose member is not rendered, is left out.
 */
export function bodyNotes(template: string, body: string, diagnostics: readonly Diagnostic[]): LineNote[] {
  const lines = prettyJson(body, 64 * 1024).text.split('\n')
  return diagnostics.flatMap(({ path, start, severity, message, fix }): LineNote[] => {
    if (path !== 'request.body' || start === undefined) return []
    const member = memberAt(template, start)
    if (!member) return []
    const found = lines.flatMap((line, index) => (line.trimStart().startsWith(`${member.key}:`) ? [index] : []))
    const line = found[Math.min(member.nth, found.length - 1)]
    return line === undefined ? [] : [{ line, severity, text: fix ? `${message}; ${fix}` : message }]
  })
}

/** The key before an offset, as written, and how often it stood before. */
function memberAt(template: string, offset: number): { key: string; nth: number } | undefined {
  const tokens = bodyTokens(template).tokens.filter(({ kind }) => kind !== 'space')
  const keys = tokens.filter(({ kind }, index) => kind === 'string' && tokens[index + 1]?.text === ':')
  const key = keys.findLast(({ start }) => start <= offset)
  if (!key || key.text.includes('{{')) return undefined
  return { key: key.text, nth: keys.filter(({ text, start }) => text === key.text && start < key.start).length }
}
