const comparedCharsMax = 64

/**
 * Finds the name that was probably meant.
 * In: what was written, and the names there are. Out: the nearest of them, or null where none is near.
 */
export function nearestName(written: string, names: Iterable<string>): string | null {
  const wanted = written.toLowerCase()
  let best: string | null = null
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase())
    if (distance < bestDistance && distance < wanted.length) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** The number of single-character changes between two texts; long texts count as far apart. */
function editDistance(left: string, right: string): number {
  if (left.length > comparedCharsMax || right.length > comparedCharsMax) return Number.POSITIVE_INFINITY
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const changed = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[right.length] ?? 0
}
