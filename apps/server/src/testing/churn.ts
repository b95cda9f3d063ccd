import { getHeapSpaceStatistics } from 'node:v8'
import { PlacesByKey } from '../pipeline/places.ts'

// A program of its own (node --expose-gc): 64 calls under way at a time, thousands after each other. Prints how many bytes of each
// were moved into the old generation, where the next full collection alone frees them.

interface Keeper {
  set(key: string, item: object): void
  delete(key: string): void
}

const underWay = 64
const calls = 20_000

function oldBytes(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => space_name === 'old_space' || space_name === 'large_object_space')
  return spaces.reduce((sum, space) => sum + space.space_used_size, 0)
}

function churn(keeper: Keeper, from: number): void {
  for (let n = from; n < from + calls; n++) {
    keeper.delete(`call-${n - underWay}`)
    keeper.set(`call-${n}`, { payload: new Array(50).fill(n + 0.5) })
  }
}

const keeper: Keeper = process.argv[2] === 'map' ? new Map() : new PlacesByKey()
churn(keeper, 0)
global.gc?.()
const before = oldBytes()
churn(keeper, calls)
console.log(Math.round((oldBytes() - before) / calls))
