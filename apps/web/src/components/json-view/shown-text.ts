import { jsonTokens, plainTokens, type Token } from './json-tokens.ts'
import { cutText, isJson, prettyJson } from './pretty-json.ts'

/** What is shown at once, in characters, and what is coloured at all. */
export const firstCharsMax = 64 * 1024
/** What is shown when all is asked for: far beyond, a page stops answering. */
export const allCharsMax = 2 * 1024 * 1024

export interface ShownText {
  tokens: Token[]
  /** Shown behind the tokens without colours. */
  rest: string
  isJson: boolean
  isCut: boolean
}

/** Prepares a text for the screen. In: any text; whether to leave it as it came; whether to show all of it. */
export function shownText(text: string, { raw, all }: { raw: boolean; all: boolean }): ShownText {
  const json = isJson(text)
  const charsMax = all ? allCharsMax : firstCharsMax
  const shown = json && !raw ? prettyJson(text, charsMax) : cutText(text, charsMax)
  const first = cutText(shown.text, firstCharsMax).text
  return {
    tokens: json ? jsonTokens(first) : plainTokens(first),
    rest: shown.text.slice(first.length),
    isJson: json,
    isCut: shown.isCut,
  }
}

/** The tokens by lines, each line without its line break. */
export function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]]
  for (const { kind, text } of tokens) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    }
  }
  return lines
}
