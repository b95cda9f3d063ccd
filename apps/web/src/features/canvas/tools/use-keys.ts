import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { type CanvasContextValue, useCanvas } from '../canvas-context.ts'
import { gridStep } from '../graph/place.ts'
import { type Point, readingOrder } from '../graph/ways.ts'
import { placesAfter } from './add-places.ts'
import { type Direction, neighbour } from './neighbours.ts'
import { type Navigation, useNavigation } from './use-navigation.ts'

interface Tools extends CanvasContextValue {
  readonly navigation: Navigation
  zoom(direction: 'in' | 'out'): void
}

type Run = (tools: Tools, focused: string | undefined, event: KeyboardEvent) => boolean | undefined

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const shifts: Readonly<Record<string, Point>> = {
  ...{ ArrowLeft: { x: -gridStep, y: 0 }, ArrowRight: { x: gridStep, y: 0 } },
  ...{ ArrowUp: { x: 0, y: -gridStep }, ArrowDown: { x: 0, y: gridStep } },
}

/** What only looks, and what edits; the latter does nothing on a canvas that is only looked at. */
const looks =
  (look: (...about: Parameters<Run>) => void): Run =>
  (...about) => {
    look(...about)
    return undefined
  }
const edits = (edit: (...about: Parameters<Run>) => void): Run =>
  looks((tools, focused, event) => {
    if (!tools.readOnly) edit(tools, focused, event)
  })

// A run answers false where the key was none of its business, so that the browser has it.
const withControl: Readonly<Record<string, Run>> = {
  a: looks(({ store }) => store.getState().selectAll()),
  d: edits(({ store, navigation }) => {
    store.getState().duplicateSelected()
    navigation.focusSelected()
  }),
  f: looks(({ ui }) => ui.setState({ isSearching: true })),
  s: () => undefined,
  y: edits(({ store }) => store.getState().redo()),
  z: edits(({ store }, _focused, { shiftKey }) => (shiftKey ? store.getState().redo() : store.getState().undo())),
}

const zoomIn = looks(({ zoom }) => zoom('in'))

const alone: Readonly<Record<string, Run>> = {
  Enter: ({ store, navigation }, focused) => {
    if (focused === undefined) return false
    store.getState().open(focused)
    navigation.focusSettings()
    return true
  },
  Escape: goBack,
  Delete: edits(({ store }) => store.getState().removeSelected()),
  Backspace: edits(({ store }) => store.getState().removeSelected()),
  Insert: add,
  '+': (tools, focused, event) => (focused === undefined ? zoomIn : add)(tools, focused, event),
  '-': looks(({ zoom }) => zoom('out')),
  f: looks(({ navigation }) => navigation.fit()),
  '?': looks(({ ui }) => ui.setState({ showsKeys: true })),
  F2: edits(({ ui }, focused) => focused !== undefined && ui.setState({ renamingId: focused })),
  T: edits(({ store }) => store.getState().tidy()),
  n: edits(({ store, navigation }) => store.getState().addNote(navigation.center())),
  b: bypass,
  ContextMenu: menu,
  Tab: ({ store, navigation }, focused, { shiftKey, target }) => {
    const { graph } = store.getState()
    // From the bare canvas Tab leads to its first block.
    const isBare = target instanceof HTMLElement && target.dataset.stage !== undefined && !shiftKey
    const next =
      focused !== undefined ? neighbour(graph, focused, shiftKey ? 'previous' : 'next') : isBare ? readingOrder(graph)[0] : undefined
    if (next === undefined) return false
    navigation.focus(next)
    return true
  },
}

/** The keys of the canvas, while it or nothing has the focus. `rootId` is the id of its element. */
export function useKeys(rootId: string): void {
  const canvas = useCanvas()
  const navigation = useNavigation()
  const flow = useReactFlow()
  useEffect(() => {
    const tools: Tools = { ...canvas, navigation, zoom: (direction) => void (direction === 'in' ? flow.zoomIn() : flow.zoomOut()) }
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body
      const isOurs = target === document.body || document.getElementById(rootId)?.contains(target)
      const isControl = event.ctrlKey || event.metaKey
      if (event.defaultPrevented || !isOurs || (isTyping(target) && !(isControl && event.key.toLowerCase() === 's'))) return
      // A button inside the canvas keeps the keys that press it.
      if ((event.key === 'Enter' || event.key === ' ') && target.closest('button, [role="button"], a')) return
      const focused = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
      const run = findRun(event)
      if (run && run(tools, focused, event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [canvas, navigation, flow, rootId])
}

function findRun(event: KeyboardEvent): Run | undefined {
  const { key, altKey, shiftKey } = event
  if (event.ctrlKey || event.metaKey) return withControl[key.toLowerCase()]
  if (shiftKey && key === 'F10') return menu
  const direction = arrows[key]
  const shift = shifts[key]
  if (!direction || !shift) return altKey ? undefined : alone[key]
  if (altKey) return (tools) => nudge(tools, shift)
  if (shiftKey && direction === 'right')
    return ({ store }, focused) => void (focused === undefined || store.getState().selectAfter(focused))
  return ({ store, navigation }, focused) => {
    const { graph, selection } = store.getState()
    const from = focused ?? [...selection.ids].at(-1)
    const next = from === undefined ? graph.nodes[0]?.id : neighbour(graph, from, direction)
    if (next !== undefined) navigation.focus(next)
    return undefined
  }
}

function isTyping(target: HTMLElement): boolean {
  return target.isContentEditable || target.matches('input, textarea, select')
}

function goBack({ store, ui }: Tools): undefined {
  const { menu: open, isSearching } = ui.getState()
  const { openId, select } = store.getState()
  if (open || isSearching) ui.setState({ menu: null, isSearching: false })
  else if (openId !== null) store.getState().open(null)
  else select({ ids: new Set(), edges: new Set() })
}

function add({ store, ui, readOnly }: Tools, focused: string | undefined, event: KeyboardEvent): undefined {
  if (readOnly) return
  const places = focused === undefined ? [] : placesAfter(store.getState().graph, focused)
  ui.setState({
    menu: { kind: 'add', at: besideTarget(event), places: places.length > 0 ? places : [{ label: 'Add', place: { at: 'free' } }] },
  })
}

function menu({ ui, readOnly }: Tools, focused: string | undefined, event: KeyboardEvent): undefined {
  if (!readOnly && focused !== undefined) ui.setState({ menu: { kind: 'block', at: besideTarget(event), id: focused } })
}

function bypass({ store, readOnly }: Tools): undefined {
  const { selection, graph } = store.getState()
  const chosen = graph.nodes.filter(({ id }) => selection.ids.has(id))
  if (!readOnly)
    store.getState().bypass(
      selection.ids,
      chosen.some((node) => !node.bypassed),
    )
}

function nudge({ store, readOnly }: Tools, { x, y }: Point): undefined {
  const { graph, selection, move } = store.getState()
  const items = [...graph.nodes, ...(graph.notes ?? [])].filter(({ id }) => selection.ids.has(id))
  if (!readOnly) move(new Map(items.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }])))
}

function besideTarget({ target }: KeyboardEvent): Point {
  const box = target instanceof HTMLElement ? target.getBoundingClientRect() : undefined
  if (!box || target === document.body) return { x: innerWidth / 2, y: innerHeight / 3 }
  return { x: Math.min(box.right, innerWidth - 40), y: Math.min(Math.max(box.top + box.height / 2, 40), innerHeight - 40) }
}
