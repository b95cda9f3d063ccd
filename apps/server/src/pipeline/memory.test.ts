import { expect, test } from 'vitest'
import { HeldMemory, heldMax, heldPerEndpointMin, windowMs } from './memory.ts'

function fill(memory: HeldMemory, endpoint: string, count: number): number {
  let taken = 0
  while (taken < count && memory.reserve(endpoint, 10)) taken++
  return taken
}

test('an endpoint that finishes nothing holds 256 at most, and others still have room', () => {
  const memory = new HeldMemory(() => 0)
  expect(fill(memory, 'hanging', 1000)).toBe(heldPerEndpointMin)
  expect(memory.fullEndpoints()).toEqual(['hanging'])
  expect(fill(memory, 'other', 1000)).toBe(heldPerEndpointMin)
})

test('an endpoint may hold as many as it finished in the last quarter of a second', () => {
  let now = 0
  const memory = new HeldMemory(() => now)
  for (let n = 0; n < 1000; n++) {
    memory.reserve('fast', 10)
    memory.release('fast', 10, true)
  }
  expect(fill(memory, 'fast', 5000)).toBe(1000)
  now = 4 * windowMs
  memory.release('fast', 10, true)
  expect(memory.fullEndpoints()).toEqual(['fast'])
})

test('an endpoint that was fast before a pause is fast after it, until it shows otherwise', () => {
  let now = 0
  const memory = new HeldMemory(() => now)
  for (let n = 0; n < 1000; n++) {
    memory.reserve('fast', 10)
    memory.release('fast', 10, true)
  }
  now = 100 * windowMs
  expect(fill(memory, 'fast', 5000)).toBe(1000)
  now += 2 * windowMs
  memory.release('fast', 10, true)
  expect(memory.reserve('fast', 10)).toBe(false)
})

test('a process holds 5,000 in all, whatever their endpoints, and what is released is free again', () => {
  const memory = new HeldMemory(() => 0)
  for (let n = 0; n < 30; n++) makeFast(memory, `endpoint-${n}`)
  let taken = 0
  for (let n = 0; n < 30; n++) taken += fill(memory, `endpoint-${n}`, 300)
  expect(taken).toBe(heldMax)
  expect(memory.free).toBe(0)
  memory.release('endpoint-0', 10, false)
  expect(memory.reserve('endpoint-29', 10)).toBe(true)
})

test('an endpoint that was fast and hangs lets nobody wait for it, until it finishes again', () => {
  let now = 0
  const memory = new HeldMemory(() => now)
  makeFast(memory, 'fast')
  expect(fill(memory, 'fast', 200)).toBe(200)
  memory.demoteStalled()
  expect(memory.heldByFast).toBe(200)
  now = windowMs
  memory.demoteStalled()
  expect(memory.heldByFast).toBe(0)
  memory.release('fast', 10, true)
  expect(memory.heldByFast).toBe(199)
  for (let n = 0; n < 199; n++) memory.release('fast', 10, false)
  expect([memory.count, memory.heldByFast]).toEqual([0, 0])
})

function makeFast(memory: HeldMemory, endpoint: string): void {
  for (let n = 0; n < 300; n++) {
    memory.reserve(endpoint, 10)
    memory.release(endpoint, 10, true)
  }
}

test('any number of endpoints that hang hold little more than half of the places, and another can still become fast', () => {
  const memory = new HeldMemory(() => 0)
  let hanging = 0
  for (let n = 0; n < 20; n++) hanging += fill(memory, `hanging-${n}`, 1000)
  expect(hanging).toBeLessThan(heldMax / 2 + 20 * 16)
  expect(memory.heldByFast).toBe(0)
  expect(memory.hasRoom('calm')).toBe(true)
  makeFast(memory, 'calm')
  expect(fill(memory, 'calm', 300)).toBe(300)
  expect(memory.heldByFast).toBe(300)
})

test('bodies are bounded by their bytes too, but one of any size always has its place', () => {
  const memory = new HeldMemory(() => 0)
  expect(memory.reserve('a', 100 * 1024 * 1024)).toBe(true)
  expect(memory.reserve('b', 10)).toBe(false)
})
