import type { LineNote } from '../../json-view/json-view.tsx'
import { prettyJson } from '../../json-view/pretty-json.ts'

const charsMax = 64 * 1024
/** Beyond it the comparison would be felt while one types. */
const linesMax = 400

/** In: two renderings of a body. Out: a mark for each line of the later one that the earlier one does not have there. */
export function changedLines(before: string | null, after: string | null): LineNote[] {
  if (before === null || after === null || before === after) return []
  const old = prettyJson(before, charsMax).text.split('\n')
  const now = prettyJson(after, charsMax).text.split('\n')
  if (old.length > linesMax || now.length > linesMax) return []
  const kept = keptLines(old.map(bare), now.map(bare))
  return now.flatMap((_, line): LineNote[] => (kept.has(line) ? [] : [{ line, severity: 'changed', text: '' }]))
}

/** A comma that another line made necessary is no change. */
function bare(line: string): string {
  return line.replace(/,$/, '')
}

/** Lines of `now` that belong to the longest common part of both. */
function keptLines(old: readonly string[], now: readonly string[]): ReadonlySet<number> {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--) {
      const same = old[row] === now[column]
      lengths[row * width + column] = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  const kept = new Set<number>()
  for (let row = 0, column = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) {
      kept.add(column)
      row++
      column++
    } else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return kept
}
