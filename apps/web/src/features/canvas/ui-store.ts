import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Alignment } from './graph/align.ts'
import type { Place } from './graph/rules.ts'
import type { Point } from './graph/ways.ts'

/** What a menu offers to put where; several places where a block has several ways. */
export interface AddPlace {
  readonly label: string
  readonly place: Place
}

export type CanvasMenu =
  | { readonly kind: 'add'; readonly at: Point; readonly places: readonly AddPlace[]; readonly position?: Point }
  | { readonly kind: 'block'; readonly at: Point; readonly id: string }

/** What passes on the canvas and is never saved: menus, guides, what is being dragged. */
export interface CanvasUi {
  readonly menu: CanvasMenu | null
  readonly guides: Alignment['guides'] | null
  /** While a way is dragged: the blocks that it may lead to. */
  readonly targets: ReadonlySet<string> | null
  /** The edge over which a block of the palette hangs. */
  readonly dropEdge: string | null
  readonly renamingId: string | null
  readonly isSearching: boolean
  readonly showsKeys: boolean
}

export type CanvasUiStore = StoreApi<CanvasUi>

const atRest: CanvasUi = {
  ...{ menu: null, guides: null, targets: null, dropEdge: null, renamingId: null },
  ...{ isSearching: false, showsKeys: false },
}

/** What passes on one canvas. */
export function createUiStore(): CanvasUiStore {
  return createStore<CanvasUi>()(() => atRest)
}
