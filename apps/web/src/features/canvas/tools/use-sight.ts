import { useStore as useFlowStore, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import type { TraceStep } from '../flow/flow-items.ts'
import { framing, isInSight } from './framing.ts'
import { itemsInFrame } from './items-in-frame.ts'
import { useNavigation } from './use-navigation.ts'

/** What is opened from elsewhere (a list of problems) comes into view, once the panel beside the canvas has its place. */
export function useRevealOpen(): void {
  const { reveal } = useNavigation()
  const openId = useCanvasState((state) => state.openId)
  useEffect(() => {
    if (openId === null) return
    const timer = setTimeout(() => reveal(openId), 60)
    return () => clearTimeout(timer)
  }, [openId, reveal])
}

/** The settings that are closed took the focus with them: it goes back to their block. */
export function useReturnFocus(): void {
  const { store } = useCanvas()
  const { focus } = useNavigation()
  const openId = useCanvasState((state) => state.openId)
  const before = useRef(openId)
  useEffect(() => {
    const closedId = before.current
    before.current = openId
    if (openId !== null || closedId === null || document.activeElement !== document.body) return
    if (store.getState().graph.nodes.some(({ id }) => id === closedId)) focus(closedId)
  }, [openId, store, focus])
}

/**
 * The way of a dry run stays in sight when the drawer below takes its part of the canvas, and when it becomes another way;
 * without a way all blocks do.
 */
export function useWayInSight(trace: readonly TraceStep[] | undefined): void {
  const { store } = useCanvas()
  const { fitView, getNodesBounds } = useReactFlow()
  const view = useStoreApi()
  const height = useFlowStore((state) => state.height)
  const isTrying = trace !== undefined
  const way = (trace ?? []).flatMap(({ nodeId, at }) => (at === null ? [] : [nodeId])).join(' ')
  useEffect(() => {
    if (!isTrying || height === 0) return
    const nodes = way === '' ? itemsInFrame(store.getState().graph) : way.split(' ').map((id) => ({ id }))
    const { transform, domNode } = view.getState()
    if (nodes.length === 0 || isInSight(getNodesBounds(nodes.map(({ id }) => id)), { transform, domNode })) return
    void fitView({ nodes, ...framing(domNode), minZoom: 0.3, duration: 200 })
  }, [isTrying, way, height, store, view, fitView, getNodesBounds])
}
