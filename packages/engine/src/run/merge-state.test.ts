import type { JsonObject, JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeState } from './merge-state.ts'

const key = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString'), fc.string({ maxLength: 3 }))
const entries = fc.array(fc.tuple(key, fc.jsonValue() as fc.Arbitrary<JsonValue>), { maxLength: 6 })
const object = entries.map((list): JsonObject => Object.fromEntries(list))

describe('mergeState', () => {
  it('equals a map that is set and deleted key by key, and changes nothing that came in', () => {
    fc.assert(
      fc.property(object, object, (state, patch) => {
        const before = [JSON.stringify(state), JSON.stringify(patch)]
        const reference = new Map(Object.entries(state))
        for (const [name, value] of Object.entries(patch)) {
          if (name === '__proto__' || name === 'constructor' || name === 'prototype') continue
          if (value === null) reference.delete(name)
          else reference.set(name, value)
        }
        const merged = mergeState(state, patch)
        expect(new Map(Object.entries(merged))).toEqual(reference)
        expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
        expect([JSON.stringify(state), JSON.stringify(patch)]).toEqual(before)
      }),
    )
  })

  it('returns the very same state where nothing changes', () => {
    const state = { level: 5 }
    for (const patch of [{}, { level: 5 }, { gone: null }, JSON.parse('{"__proto__":{"admin":true}}')])
      expect(mergeState(state, patch)).toBe(state)
  })

  it('merges the top level alone: an object replaces an object', () => {
    expect(mergeState({ a: { x: 1 }, b: 1 }, { a: { y: 2 } })).toEqual({ a: { y: 2 }, b: 1 })
  })
})
