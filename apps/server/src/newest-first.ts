import { timeOf, uuidFloor } from './ids.ts'

/** A range of UUIDv7: `from` belongs to it, `before` does not. */
export interface IdRange {
  from: string | null
  before: string | null
}

const dayMs = 86_400_000
/** Days from the newest end at which a list looks further back only if its page is not full yet. */
const cutsDays = [2, 10]

/**
 * Reads rows of partitioned history, newest first, at most `count`. The range is cut into windows, so that a page that
 * the last days fill does not look into every older day's partition.
 */
export async function readNewest<Row>(
  range: IdRange,
  { nowMs, count }: { nowMs: number; count: number },
  read: (window: IdRange, limit: number) => PromiseLike<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const window of windowsOf(range, nowMs)) {
    rows.push(...(await read(window, count - rows.length)))
    if (rows.length >= count) break
  }
  return rows
}

function windowsOf({ from, before }: IdRange, nowMs: number): IdRange[] {
  const endMs = Math.min(nowMs, before === null ? nowMs : timeOf(before))
  const windows: IdRange[] = []
  let upper = before
  for (const days of cutsDays) {
    const cut = uuidFloor(endMs - days * dayMs)
    if (from !== null && cut <= from) break
    windows.push({ from: cut, before: upper })
    upper = cut
  }
  return [...windows, { from, before: upper }]
}

/** The range of ids that begins and ends with two instants (ISO 8601). */
export function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }): IdRange {
  const bound = (time: string | undefined) => (time === undefined ? null : uuidFloor(Date.parse(time)))
  return { from: bound(from), before: bound(to) }
}

/** What two ranges have in common. */
export function narrowed(one: IdRange, other: Partial<IdRange>): IdRange {
  const pick = (a: string | null, b: string | null | undefined, better: (a: string, b: string) => boolean) =>
    a === null || b === null || b === undefined ? (a ?? b ?? null) : better(a, b) ? a : b
  return { from: pick(one.from, other.from, (a, b) => a > b), before: pick(one.before, other.before, (a, b) => a < b) }
}
