import type { Graph } from '@hookline/schema'
import { blockSize, noteSize, step } from '../graph/place.ts'

/**
 * What is shown when everything is: all blocks, and the notes that stand no further from them than a block would. A note
 * far away would shrink the blocks until nobody can read them.
 */
export function itemsInFrame({ nodes, notes = [] }: Graph): { id: string }[] {
  if (nodes.length === 0) return notes.map(({ id }) => ({ id }))
  const left = Math.min(...nodes.map(({ position }) => position.x)) - step.x
  const top = Math.min(...nodes.map(({ position }) => position.y)) - step.y
  const right = Math.max(...nodes.map(({ position }) => position.x)) + blockSize.width + step.x
  const bottom = Math.max(...nodes.map(({ position }) => position.y)) + blockSize.height + step.y
  const near = notes.filter(({ position: { x, y }, size = noteSize }) => {
    return x >= left && y >= top && x + size.width <= right && y + size.height <= bottom
  })
  return [...nodes, ...near].map(({ id }) => ({ id }))
}
