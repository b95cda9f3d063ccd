import { useStore as useFlowStore, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import type { TraceStep } from '../flow/flow-items.ts'
import { framing, isInSight } from './framing.ts'
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

/** The way of a dry run stays in sight when the drawer below takes its part of the canvas, and when it becomes another way. */
export function useWayInSight(trace: readonly TraceStep[] | undefined): void {
  const { fitView, getNodesBounds } = useReactFlow()
  const view = useStoreApi()
  const height = useFlowStore((state) => state.height)
  const way = (trace ?? []).flatMap(({ nodeId, at }) => (at === null ? [] : [nodeId])).join(' ')
  useEffect(() => {
    if (way === '' || height === 0) return
    const ids = way.split(' ')
    const { transform, domNode } = view.getState()
    if (isInSight(getNodesBounds(ids), { transform, domNode })) return
    void fitView({ nodes: ids.map((id) => ({ id })), ...framing(domNode), minZoom: 0.3, duration: 200 })
  }, [way, height, view, fitView, getNodesBounds])
}
