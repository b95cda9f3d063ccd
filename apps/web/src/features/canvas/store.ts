import { type Graph, type GraphNote, graphSchema, type JsonObject } from '@hookline/schema'
import { type TemporalState, temporal } from 'zundo'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { addNote, changeNote, moveItems, renameBlock, setBypassed, setConfig } from './graph/change.ts'
import { type Clip, duplicateItems, pasteClip } from './graph/clipboard.ts'
import { connect } from './graph/connect.ts'
import { type Insertion, insertBlock, type NewBlock } from './graph/insert.ts'
import { freeSpot } from './graph/place.ts'
import { removeItems, type Selection } from './graph/remove.ts'
import { tidyUp } from './graph/tidy.ts'
import { type AutomationKind, edgeKey, findBlock, type Point, reachedFrom, type Way } from './graph/ways.ts'

/** Edits of one field within this time of each other are one entry of undo. */
const groupMs = 1000
const undoMax = 200

export interface CanvasState {
  readonly kind: AutomationKind
  readonly graph: Graph
  readonly selection: Selection
  /** The block whose settings are open. */
  readonly openId: string | null
  /** Counts the changes of the graph, undo and redo among them; autosave waits for it to move. */
  readonly revision: number
}

export interface CanvasActions {
  /** Applies any edit; edits of one `group` (such as `w.config.url`) that follow each other soon are undone together. */
  edit(change: (graph: Graph) => Graph, group?: string): boolean
  /** Puts another graph in place, as one edit; `forget` empties undo too (the draft was loaded anew). */
  replace(graph: Graph, how?: { forget: boolean }): void
  insert(block: Omit<NewBlock, 'id'>, where: Omit<Insertion, 'block'>): string | null
  connect(way: Way, to: string): boolean
  move(positions: ReadonlyMap<string, Point>): void
  /** `field` names what is being typed in, so that its key strokes are one entry of undo. */
  setConfig(id: string, config: JsonObject, field?: string): void
  rename(id: string, name: string): void
  bypass(ids: ReadonlySet<string>, bypassed: boolean): void
  removeSelected(): void
  duplicateSelected(): void
  paste(clip: Clip, at?: Point): void
  tidy(): void
  addNote(position: Point): void
  changeNote(id: string, change: Partial<Omit<GraphNote, 'id'>>, field?: string): void
  select(selection: Partial<Selection>): void
  selectAll(): void
  selectAfter(id: string): void
  open(id: string | null): void
  undo(): void
  redo(): void
}

export type Canvas = CanvasState & CanvasActions
export type CanvasStore = StoreApi<Canvas> & { temporal: StoreApi<TemporalState<Pick<CanvasState, 'graph'>>> }

export interface CanvasStoreOptions {
  readonly kind: AutomationKind
  readonly graph?: unknown
  readonly newId: () => string
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

export const noSelection: Selection = { ids: new Set(), edges: new Set() }

type Set_ = (change: Partial<CanvasState>) => void
interface Access extends Pick<CanvasStoreOptions, 'newId'> {
  get: () => Canvas
  set: Set_
  edit: CanvasActions['edit']
}

/** The state of one opened automation: the graph, what is selected, what is open, and undo. */
export function createCanvasStore({ kind, graph, newId, now }: CanvasStoreOptions): CanvasStore {
  let last = { group: '', at: Number.NEGATIVE_INFINITY }
  const store: CanvasStore = createStore<Canvas>()(
    temporal(
      (set, get) => {
        const edit: CanvasActions['edit'] = (change, group = '') => {
          const { graph: before, revision, selection, openId } = get()
          const after = change(before)
          if (after === before) return false
          const joins = group !== '' && group === last.group && now() - last.at < groupMs
          last = { group, at: now() }
          const history = store.temporal.getState()
          // A paused history keeps the graph from before the first edit of the group.
          if (joins) history.pause()
          set({ graph: after, revision: revision + 1, ...kept(after, { selection, openId }) })
          if (joins) history.resume()
          return true
        }
        const travel = (direction: 'undo' | 'redo') => {
          const before = get().graph
          last = { group: '', at: Number.NEGATIVE_INFINITY }
          store.temporal.getState()[direction]()
          const { graph: after, revision, selection, openId } = get()
          if (after !== before) set({ revision: revision + 1, ...kept(after, { selection, openId }) })
        }
        const access = { get, set: set as Set_, edit, newId }
        return {
          ...{ kind, graph: readDraft(graph), selection: noSelection, openId: null, revision: 0 },
          edit,
          ...edits(access),
          ...choices(access),
          replace(next, { forget } = { forget: false }) {
            edit(() => next)
            if (forget) store.temporal.getState().clear()
          },
          undo: () => travel('undo'),
          redo: () => travel('redo'),
        }
      },
      { partialize: ({ graph: kept }) => ({ graph: kept }), equality: (a, b) => a.graph === b.graph, limit: undoMax },
    ),
  )
  return store
}

function edits({ get, set, edit, newId }: Access) {
  const add = (change: (graph: Graph) => { graph: Graph; ids: string[] }) => {
    let added: string[] = []
    const done = edit((graph) => {
      const result = change(graph)
      added = result.ids
      return result.graph
    })
    if (done) set({ selection: { ids: new Set(added), edges: new Set() } })
    return done ? added : []
  }
  /** Copies are what one works on next: the settings go over to a single one, and close where there are several. */
  const addCopies = (change: (graph: Graph) => { graph: Graph; ids: string[] }) => {
    const [first, ...others] = add(change)
    if (first === undefined || get().openId === null) return
    set({ openId: others.length === 0 && findBlock(get().graph, first) ? first : null })
  }
  return {
    insert(block, where) {
      const id = newId()
      const done = edit((graph) => insertBlock(graph, { ...where, block: { ...block, id } }, get().kind))
      if (!done) return null
      set({ selection: { ids: new Set([id]), edges: new Set() } })
      return id
    },
    connect: (way, to) => edit((graph) => connect(graph, { way, to }, get().kind)),
    move: (positions) => void edit((graph) => moveItems(graph, positions)),
    setConfig: (id, config, field) => void edit((graph) => setConfig(graph, id, config), field && `${id} config ${field}`),
    rename: (id, name) => void edit((graph) => renameBlock(graph, id, name), `${id} name`),
    bypass: (ids, bypassed) => void edit((graph) => setBypassed(graph, ids, bypassed)),
    removeSelected: () => void edit((graph) => removeItems(graph, get().selection)),
    duplicateSelected: () => addCopies((graph) => duplicateItems(graph, { ids: get().selection.ids, newId }, get().kind)),
    paste: (clip, at) => addCopies((graph) => pasteClip(graph, { clip, at, newId }, get().kind)),
    tidy: () => void edit(tidyUp),
    addNote(position) {
      const id = newId()
      add((graph) => ({ graph: addNote(graph, { id, text: '', position: freeSpot(graph, position) }), ids: [id] }))
    },
    changeNote: (id, change, field) => void edit((graph) => changeNote(graph, id, change), field && `${id} note ${field}`),
  } satisfies Partial<CanvasActions>
}

function choices({ get, set }: Access) {
  return {
    select({ ids, edges }) {
      const { selection } = get()
      const next = { ids: ids ?? selection.ids, edges: edges ?? selection.edges }
      if (!same(next.ids, selection.ids) || !same(next.edges, selection.edges)) set({ selection: next })
    },
    selectAll() {
      const { nodes, edges, notes = [] } = get().graph
      set({ selection: { ids: new Set([...nodes, ...notes].map(({ id }) => id)), edges: new Set(edges.map(edgeKey)) } })
    },
    selectAfter: (id) => set({ selection: { ids: reachedFrom(get().graph, [id]), edges: new Set() } }),
    open: (openId) => {
      if (openId !== get().openId) set({ openId })
    },
  } satisfies Partial<CanvasActions>
}

/** A draft of another hand may be in any form; what is no graph opens as an empty canvas. */
function readDraft(graph: unknown): Graph {
  const parsed = graphSchema.safeParse(graph ?? {})
  return parsed.success ? parsed.data : { nodes: [], edges: [] }
}

function kept(graph: Graph, { selection, openId }: Pick<CanvasState, 'selection' | 'openId'>): Pick<CanvasState, 'selection' | 'openId'> {
  const ids = new Set([...graph.nodes, ...(graph.notes ?? [])].map(({ id }) => id))
  const keys = new Set(graph.edges.map(edgeKey))
  const next = {
    ids: new Set([...selection.ids].filter((id) => ids.has(id))),
    edges: new Set([...selection.edges].filter((key) => keys.has(key))),
  }
  const unchanged = same(next.ids, selection.ids) && same(next.edges, selection.edges)
  return { selection: unchanged ? selection : next, openId: openId !== null && ids.has(openId) ? openId : null }
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}
