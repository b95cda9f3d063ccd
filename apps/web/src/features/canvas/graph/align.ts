import type { Point } from './ways.ts'

export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

/** Where a dragged block stands in line with another: the place that it snaps to, and the lines that say so. */
export interface Alignment {
  readonly position: Point
  /** x of the upright line, y of the level one; null where there is none. */
  readonly guides: { readonly x: number | null; readonly y: number | null }
}

/** Finds the nearest edges or middles within `tolerance` that a moved rectangle shares with others. */
export function alignTo(moved: Rect, others: Iterable<Rect>, tolerance: number): Alignment {
  let x: Fit | null = null
  let y: Fit | null = null
  for (const other of others) {
    x = nearer(x, fit([moved.x, moved.width], [other.x, other.width], tolerance))
    y = nearer(y, fit([moved.y, moved.height], [other.y, other.height], tolerance))
  }
  return {
    position: { x: moved.x + (x?.shift ?? 0), y: moved.y + (y?.shift ?? 0) },
    guides: { x: x?.line ?? null, y: y?.line ?? null },
  }
}

type Span = readonly [start: number, length: number]
interface Fit {
  shift: number
  line: number
}

function fit([start, length]: Span, [otherStart, otherLength]: Span, tolerance: number): Fit | null {
  let best: Fit | null = null
  for (const part of [0, 0.5, 1]) {
    const line = otherStart + otherLength * part
    const shift = line - (start + length * part)
    if (Math.abs(shift) <= tolerance) best = nearer(best, { shift, line })
  }
  return best
}

function nearer(a: Fit | null, b: Fit | null): Fit | null {
  if (!a || !b) return a ?? b
  return Math.abs(b.shift) < Math.abs(a.shift) ? b : a
}
