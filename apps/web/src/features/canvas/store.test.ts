import { plainWay } from '@hookline/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CanvasStore, createCanvasStore } from './store.ts'

const start = {
  nodes: [
    { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: {} },
    { id: 'w', type: 'webhook', position: { x: 320, y: 0 }, config: {} },
  ],
  edges: [{ from: 't', to: 'w' }],
}

function open() {
  let clock = 0
  let next = 0
  const store = createCanvasStore({ kind: 'journey', graph: start, newId: () => `n${next++}`, now: () => clock })
  const wait = (ms: number) => {
    clock += ms
  }
  return { store, wait, past: () => store.temporal.getState().pastStates.length }
}

const webhook = { type: 'webhook', config: {} }
const select = (store: CanvasStore, ...ids: string[]) => store.getState().select({ ids: new Set(ids), edges: new Set() })

describe('undo', () => {
  it('one entry for what is typed into one field, another one after a pause or in another field', () => {
    const { store, wait, past } = open()
    const { setConfig, undo, redo } = store.getState()
    for (const url of ['h', 'ht', 'htt']) {
      setConfig('w', { url }, 'url')
      wait(200)
    }
    expect(past()).toBe(1)
    setConfig('w', { url: 'htt', method: 'PUT' }, 'method')
    wait(2000)
    setConfig('w', { url: 'htt', method: 'GET' }, 'method')
    expect(past()).toBe(3)
    undo()
    undo()
    expect(store.getState().graph.nodes[1]?.config).toEqual({ url: 'htt' })
    undo()
    expect(store.getState().graph).toEqual(start)
    redo()
    expect(store.getState().graph.nodes[1]?.config).toEqual({ url: 'htt' })
  })

  it('what is typed after an undo is an entry of its own', () => {
    const { store, past } = open()
    const { setConfig, undo } = store.getState()
    setConfig('w', { url: 'a' }, 'url')
    undo()
    setConfig('w', { url: 'b' }, 'url')
    expect(past()).toBe(1)
    undo()
    expect(store.getState().graph).toEqual(start)
  })

  it('gives back the very graph from before, whatever was done', () => {
    const doing = fc.constantFrom<(store: CanvasStore) => void>(
      (store) => store.getState().insert(webhook, { place: { at: 'way', way: { from: 't', branch: plainWay } } }),
      (store) => store.getState().removeSelected(),
      (store) => store.getState().duplicateSelected(),
      (store) => store.getState().selectAll(),
      (store) => select(store, 'w'),
      (store) => store.getState().tidy(),
      (store) => store.getState().move(new Map([['w', { x: 40, y: 60 }]])),
      (store) => store.getState().addNote({ x: 0, y: 0 }),
      (store) => store.getState().bypass(new Set(['w']), true),
    )
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 15 }), (all) => {
        const { store, past } = open()
        const seen = [store.getState().graph]
        for (const act of all) {
          act(store)
          if (store.getState().graph !== seen.at(-1)) seen.push(store.getState().graph)
        }
        expect(past()).toBe(seen.length - 1)
        for (const graph of seen.toReversed().slice(1)) {
          store.getState().undo()
          expect(store.getState().graph).toBe(graph)
        }
      }),
    )
  })
})

describe('the state', () => {
  it('the revision counts changes of the graph alone', () => {
    const { store } = open()
    select(store, 'w')
    store.getState().open('w')
    expect(store.getState().revision).toBe(0)
    store.getState().removeSelected()
    expect(store.getState()).toMatchObject({ revision: 1, openId: null, selection: { ids: new Set() } })
    store.getState().undo()
    store.getState().undo()
    expect(store.getState().revision).toBe(2)
  })

  it('what was put in is selected; what the rules refuse is not put in', () => {
    const { store } = open()
    const id = store.getState().insert(webhook, { place: { at: 'free' } })
    expect([...store.getState().selection.ids]).toEqual([id])
    expect(store.getState().insert({ type: 'trigger', config: {} }, { place: { at: 'free' } })).toBeNull()
  })

  it('open settings go over to a copy, and close where there are several', () => {
    const { store } = open()
    select(store, 'w')
    store.getState().open('w')
    store.getState().duplicateSelected()
    const [copy] = store.getState().selection.ids
    expect(copy).not.toBe('w')
    expect(store.getState().openId).toBe(copy)
    select(store, 'w', copy ?? '')
    store.getState().duplicateSelected()
    expect(store.getState().openId).toBeNull()
    select(store, 'w')
    store.getState().duplicateSelected()
    expect(store.getState().openId, 'closed settings stay closed').toBeNull()
  })

  it('a draft in no proper form opens as an empty canvas', () => {
    const store = createCanvasStore({ kind: 'rule', graph: { nodes: 'x' }, newId: () => 'n', now: () => 0 })
    expect(store.getState().graph).toEqual({ nodes: [], edges: [] })
  })
})
