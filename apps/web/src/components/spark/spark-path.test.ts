import { expect, test } from 'vitest'
import { sparkPath, sparkWords } from './spark-path.ts'

const box = { width: 100, height: 20 }

test('a series goes from the left to the right, its largest value at the top', () => {
  expect(sparkPath([0, 5, 10], box)).toBe('M0 20L50 10L100 0')
})

test('a time of which nothing is known leaves a gap', () => {
  expect(sparkPath([10, null, 10], box)).toBe('M0 0M100 0')
})

test('nothing at all is a line at the foot, and an empty series no line', () => {
  expect(sparkPath([0, 0], box)).toBe('M0 20L100 20')
  expect(sparkPath([], box)).toBe('')
  expect(sparkPath([3], box)).toBe('M0 0')
})

test('its words name where it begins and ends, and what it lies between', () => {
  expect(sparkWords([2, null, 9, 4], String)).toBe('From 2 to 4, between 2 and 9')
  expect(sparkWords([null], String)).toBe('Nothing to show')
})
