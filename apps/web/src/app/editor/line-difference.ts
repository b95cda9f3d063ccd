/** One line of a text beside its earlier self; `gap` stands for lines that are the same and left out. */
export interface DifferenceLine {
  sign: 'same' | 'added' | 'removed' | 'gap'
  text: string
}

/** Lines around a difference that are shown with it. */
const contextLines = 2
/** Longer texts are not laid against each other line by line: the table for it would grow with the product of both. */
const linesMax = 400

/** What turns one text into another, line by line, with a little of what is around; null for texts that are too long. */
export function lineDifference(before: string, after: string): DifferenceLine[] | null {
  const old = before.split('\n')
  const present = after.split('\n')
  if (old.length > linesMax || present.length > linesMax) return null
  return withoutFarLines(aligned(old, present))
}

/** Both texts along their longest common row of lines. */
function aligned(old: readonly string[], present: readonly string[]): DifferenceLine[] {
  const width = present.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => common[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = present.length - 1; column >= 0; column--) {
      const isSame = old[row] === present[column]
      common[row * width + column] = isSame ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const lines: DifferenceLine[] = []
  for (let row = 0, column = 0; row < old.length || column < present.length; ) {
    const was = old[row]
    const is = present[column]
    if (was !== undefined && was === is) {
      lines.push({ sign: 'same', text: was })
      row++
      column++
    } else if (was !== undefined && (is === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: 'removed', text: was })
      row++
    } else {
      lines.push({ sign: 'added', text: is ?? '' })
      column++
    }
  }
  return lines
}

function withoutFarLines(lines: readonly DifferenceLine[]): DifferenceLine[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ sign }) => sign !== 'same')
  return lines.flatMap((line, index): DifferenceLine[] => {
    if (isNear(index)) return [line]
    return index === 0 || isNear(index - 1) ? [{ sign: 'gap', text: '…' }] : []
  })
}
