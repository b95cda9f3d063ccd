import '@xyflow/react/dist/style.css'
import type { Diagnostic } from '@hookline/schema'
import { ReactFlowProvider } from '@xyflow/react'
import { useId, useMemo, useRef, useState } from 'react'
import classes from './canvas.module.css'
import { type CanvasContextValue, CanvasProvider, useCanvas, useCanvasState, useUi } from './canvas-context.ts'
import { Flow } from './flow/flow.tsx'
import type { BlockStats, TraceStep } from './flow/flow-items.ts'
import { AddMenu } from './menus/add-menu.tsx'
import { BlockMenu } from './menus/block-menu.tsx'
import { Palette } from './palette/palette.tsx'
import { EmptyCanvas, type Start } from './start/empty-canvas.tsx'
import type { CanvasStore } from './store.ts'
import { KeysModal } from './tools/keys-modal.tsx'
import { SearchBar } from './tools/search-bar.tsx'
import { Toolbar } from './tools/toolbar.tsx'
import { useClipboard } from './tools/use-clipboard.ts'
import { useKeys } from './tools/use-keys.ts'
import { useNavigation } from './tools/use-navigation.ts'
import { useReturnFocus, useRevealOpen, useWayInSight } from './tools/use-sight.ts'
import { createUiStore } from './ui-store.ts'

export interface CanvasProps {
  store: CanvasStore
  diagnostics: readonly Diagnostic[]
  /** Live numbers by the id of their block. */
  stats?: Readonly<Record<string, BlockStats>> | undefined
  /** The steps of a dry run: its way lights up, the rest turns grey. Empty while a draft is tried that cannot be walked. */
  trace?: readonly TraceStep[] | undefined
  readOnly?: boolean
  /** Their titles stand on the trigger instead of their names. */
  eventTypes?: readonly { readonly name: string; readonly title: string }[]
  onOpenNumber?: CanvasContextValue['onOpenNumber']
  /** The id of the element with the settings of the open block: Enter on a block leads the focus there. */
  settingsId?: string | undefined
  /** Begins an automation of the other kind too; without it an empty canvas offers what fits its own kind. */
  onStart?: ((start: Start) => void) | undefined
}

/** The canvas of one automation. It fills the element that it stands in. */
export function Canvas(props: CanvasProps) {
  const { store, diagnostics, stats, trace, readOnly = false, eventTypes, onOpenNumber, settingsId, onStart } = props
  const [ui] = useState(createUiStore)
  const eventTitles = useMemo(() => new Map(eventTypes?.map(({ name, title }) => [name, title || name])), [eventTypes])
  const value = useMemo(
    () => ({ store, ui, readOnly, eventTitles, onOpenNumber, settingsId }),
    [store, ui, readOnly, eventTitles, onOpenNumber, settingsId],
  )
  return (
    <CanvasProvider value={value}>
      <ReactFlowProvider>
        <Stage trace={trace} onStart={onStart}>
          <Flow diagnostics={diagnostics} stats={stats} trace={trace?.length === 0 ? undefined : trace} />
        </Stage>
      </ReactFlowProvider>
    </CanvasProvider>
  )
}

function Stage({ children, trace, onStart }: { children: React.ReactNode } & Pick<CanvasProps, 'trace' | 'onStart'>) {
  const { readOnly } = useCanvas()
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const isSearching = useUi((state) => state.isSearching)
  useKeys(id)
  useClipboard(id)
  useRevealOpen()
  useReturnFocus()
  useWayInSight(trace)
  return (
    <div
      ref={root}
      id={id}
      data-stage
      className={classes.stage}
      tabIndex={-1}
      onPointerDown={({ target }) => {
        // A click on the bare canvas takes the focus from the fields beside it, so that keys mean the canvas again.
        if (target instanceof Element && target.closest('.react-flow__pane')) root.current?.focus({ preventScroll: true })
      }}
    >
      {children}
      {!readOnly && <Palette />}
      <Toolbar />
      {isSearching && <SearchBar />}
      {!readOnly && <Begin onStart={onStart} />}
      <Menus />
      <KeysModal />
    </div>
  )
}

function Menus() {
  const menu = useUi((state) => state.menu)
  if (!menu) return null
  return menu.kind === 'add' ? <AddMenu menu={menu} key={`${menu.at.x} ${menu.at.y}`} /> : <BlockMenu menu={menu} />
}

function Begin({ onStart }: { onStart: CanvasProps['onStart'] }) {
  const { store } = useCanvas()
  const { fit, focus } = useNavigation()
  const kind = useCanvasState((state) => state.kind)
  const isEmpty = useCanvasState(({ graph }) => graph.nodes.length === 0 && (graph.notes ?? []).length === 0)
  if (!isEmpty) return null
  return (
    <EmptyCanvas
      kind={kind}
      offersOther={onStart !== undefined}
      onStart={(start) => {
        if (start.kind !== kind) return onStart?.(start)
        store.getState().replace(start.graph)
        onStart?.(start)
        const [first] = start.graph.nodes
        if (first) focus(first.id)
        requestAnimationFrame(fit)
      }}
    />
  )
}
