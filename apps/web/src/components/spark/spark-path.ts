interface Box {
  width: number
  height: number
}

/** The points of a series as paths of an SVG, from 0 at the foot to its largest value; a null breaks the line. */
export function sparkPath(series: readonly (number | null)[], { width, height }: Box): string {
  const top = Math.max(...series.map((value) => value ?? 0), Number.MIN_VALUE)
  const step = series.length > 1 ? width / (series.length - 1) : 0
  let path = ''
  let isOpen = false
  for (const [index, value] of series.entries()) {
    if (value !== null) path += `${isOpen ? 'L' : 'M'}${round(index * step)} ${round(height - (value / top) * height)}`
    isOpen = value !== null
  }
  return path
}

/** The same in words, for who does not see it. */
export function sparkWords(series: readonly (number | null)[], format: (value: number) => string): string {
  const known = series.filter((value) => value !== null)
  const first = known[0]
  const last = known.at(-1)
  if (first === undefined || last === undefined) return 'Nothing to show'
  return `From ${format(first)} to ${format(last)}, between ${format(Math.min(...known))} and ${format(Math.max(...known))}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
