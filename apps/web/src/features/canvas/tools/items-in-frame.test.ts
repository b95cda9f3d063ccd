import { expect, test } from 'vitest'
import { itemsInFrame } from './items-in-frame.ts'

const block = { id: 'when', type: 'trigger', position: { x: 0, y: 0 }, config: {} }
const note = (id: string, x: number, y: number) => ({ id, text: '', position: { x, y } })

test('a note far from the blocks does not shrink them', () => {
  const notes = [note('near', 260, 120), note('far', 4000, 0)]
  expect(itemsInFrame({ nodes: [block], edges: [], notes })).toEqual([{ id: 'when' }, { id: 'near' }])
})

test('where there are only notes, all of them are shown', () => {
  expect(itemsInFrame({ nodes: [], edges: [], notes: [note('far', 4000, 0)] })).toEqual([{ id: 'far' }])
})
