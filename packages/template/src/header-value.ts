import type { RenderResult } from './render.ts'

// A header's value is visible ASCII, spaces and tabs (RFC 9110 § 5.5 without obs-text, which receivers read in different ways).
const refused = /[^\t\x20-\x7e]/

/** In: a header's text. Out: where the first character stands that no header can carry, -1 if there is none. */
export function findRefusedInHeader(text: string): number {
  return text.search(refused)
}

/** White space around a value is no part of it (RFC 9110 § 5.5), so it is cut off. */
export function finishHeader(text: string): RenderResult {
  if (refused.test(text)) {
    return {
      ok: false,
      code: 'invalid-header',
      message: 'a header takes visible ASCII characters only, no line breaks or control characters',
    }
  }
  return { ok: true, text: text.replace(/^[\t ]+|[\t ]+$/g, '') }
}
