/**
 * Finds the circles of a graph.
 * In: the blocks that follow each block. Out: each circle as its block ids in order, by a loop and not by recursion.
 */
export function findCycles(following: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  for (const start of following.keys()) {
    if (!done.has(start)) cycles.push(...cyclesFrom(start, following, done))
  }
  return cycles
}

function cyclesFrom(start: string, following: ReadonlyMap<string, readonly string[]>, done: Set<string>): string[][] {
  const cycles: string[][] = []
  const trail: { id: string; nextIndex: number }[] = [{ id: start, nextIndex: 0 }]
  const onTrail = new Set([start])
  for (let top = trail.at(-1); top; top = trail.at(-1)) {
    const next = following.get(top.id)?.[top.nextIndex++]
    if (next === undefined) {
      done.add(top.id)
      onTrail.delete(top.id)
      trail.pop()
    } else if (onTrail.has(next)) {
      cycles.push(trail.slice(trail.findIndex(({ id }) => id === next)).map(({ id }) => id))
    } else if (!done.has(next)) {
      onTrail.add(next)
      trail.push({ id: next, nextIndex: 0 })
    }
  }
  return cycles
}

/** All ids that can be reached from the given ones, these included. */
export function reachableFrom(starts: readonly string[], following: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(starts)
  for (const id of reached) for (const next of following.get(id) ?? []) reached.add(next)
  return reached
}
