import { expect, test } from 'vitest'
import { CallWindows } from './call-windows.ts'

const minuteMs = 60_000
const everybody = new Set(['a'])
const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)

function counted(windows: CallWindows): [calls: number, failed: number] {
  const minutes = windows.suspects(everybody)
  return [sumOf(minutes.map(({ calls }) => calls)), sumOf(minutes.map(({ failed }) => failed))]
}

test('calls are counted over the last five minutes, and no longer', () => {
  const windows = new CallWindows()
  for (let minute = 0; minute < 8; minute++) {
    windows.add('a', minute * minuteMs + 1, minute % 2 === 0)
    windows.sweep(minute * minuteMs + 1)
  }
  expect(counted(windows)).toEqual([5, 2])
  windows.sweep(20 * minuteMs)
  expect(counted(windows)).toEqual([0, 0])
})

test('an endpoint of which no call failed is not told of, unless another process suspects it', () => {
  const windows = new CallWindows()
  windows.add('a', 0, false)
  expect(windows.suspects(new Set())).toEqual([])
  expect(windows.suspects(everybody)).toEqual([{ endpointId: 'a', minuteMs: 0, calls: 1, failed: 0 }])
  windows.add('a', 1, true)
  expect(windows.suspects(new Set())).toEqual([{ endpointId: 'a', minuteMs: 0, calls: 2, failed: 1 }])
})
