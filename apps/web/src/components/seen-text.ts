import { plainTokens } from './json-view/json-tokens.ts'

/** A line of text from strangers, with what cannot be seen, or would turn the text around it, written out. */
export function seenText(text: string): string {
  return plainTokens(text)
    .map((token) => token.text)
    .join('')
    .replace(/[\t\n]/g, ' ')
}
