import { expect, test } from 'vitest'
import { createBatcher } from './batcher.ts'

/** A batcher whose batches end when the test says so. */
function controlled(mayJoin?: () => boolean) {
  const ends: (() => void)[] = []
  const batches: number[][] = []
  const batcher = createBatcher<number>({
    take: (waiting) => waiting.length,
    settle(batch) {
      batches.push(batch)
      return new Promise((resolve) => ends.push(resolve))
    },
    concurrency: 2,
    ...(mayJoin && { mayJoin }),
  })
  return { batcher, batches, end: () => ends.shift()?.() }
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

test('what waits goes as soon as nothing is settled, and beside a batch only where it may join', async () => {
  let mayJoin = false
  const { batcher, batches, end } = controlled(() => mayJoin)
  batcher.push(1)
  await turn()
  batcher.push(2)
  await turn()
  expect(batches).toEqual([[1]])
  mayJoin = true
  batcher.push(3)
  await turn()
  expect(batches).toEqual([[1], [2, 3]])
  mayJoin = false
  batcher.push(4)
  end()
  await turn()
  expect(batches).toHaveLength(2)
  end()
  await turn()
  expect(batches).toEqual([[1], [2, 3], [4]])
  end()
  await batcher.idle()
  expect(batcher.waiting).toBe(0)
})
