import { expect, it } from 'vitest'
import { alignTo } from './align.ts'

const card = (x: number, y: number) => ({ x, y, width: 240, height: 100 })

it('snaps to the nearest edge or middle within the tolerance and says where the line is', () => {
  expect(alignTo(card(3, 300), [card(0, 0)], 6)).toEqual({ position: { x: 0, y: 300 }, guides: { x: 0, y: null } })
  expect(alignTo({ x: 98, y: 300, width: 40, height: 40 }, [card(0, 0)], 6).position.x).toBe(100)
  expect(alignTo(card(7, 50), [card(0, 0)], 6).guides).toEqual({ x: null, y: null })
})
