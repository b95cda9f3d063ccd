import { expect, it } from 'vitest'
import { templates } from '../start/templates.ts'
import { placeFor } from './add-places.ts'
import { neighbour } from './neighbours.ts'

const graph = templates.find(({ id }) => id === 'purchase-tiers')?.graph ?? { nodes: [], edges: [] }

it('arrows follow the ways, up and down go to the next row, Tab reads', () => {
  expect(neighbour(graph, 'when', 'right')).toBe('gold')
  expect(neighbour(graph, 'gold', 'left')).toBe('when')
  expect(neighbour(graph, 'bonus', 'down')).toBe('points')
  expect(neighbour(graph, 'points', 'up')).toBe('bonus')
  expect(neighbour(graph, 'bonus', 'next')).toBe('points')
  expect(neighbour(graph, 'crm', 'next')).toBeUndefined()
})

it('a block of the palette goes after what is selected, else to the last open end', () => {
  const place = (type: string, selected?: string) => placeFor(graph, { type, selected }, 'journey')
  expect(place('webhook')).toEqual({ at: 'way', way: { from: 'crm', branch: '' } })
  expect(place('webhook', 'bonus')).toEqual({ at: 'way', way: { from: 'bonus', branch: '' } })
  expect(place('trigger')).toEqual({ at: 'free' })
})
