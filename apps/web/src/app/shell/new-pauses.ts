import type { Endpoint } from '@hookline/schema'

/** Endpoints that were paused since the last look, but by the reader's own hand; none at the first look. */
export function newPauses(
  before: readonly Endpoint[] | undefined,
  now: readonly Endpoint[] | undefined,
  me: string | undefined,
): readonly Endpoint[] {
  if (!before || !now) return []
  const known = new Set(before.flatMap(({ id, stop }) => (stop.paused ? [`${id} ${stop.paused.at}`] : [])))
  return now.filter(({ id, stop: { paused } }) => paused !== null && !known.has(`${id} ${paused.at}`) && paused.by !== me)
}
