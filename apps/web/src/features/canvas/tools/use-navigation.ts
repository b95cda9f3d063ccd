import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useMemo } from 'react'
import { useCanvas } from '../canvas-context.ts'
import { blockSize } from '../graph/place.ts'
import type { Point } from '../graph/ways.ts'
import { framing, isInSight, sightOf } from './framing.ts'
import { itemsInFrame } from './items-in-frame.ts'

const framesMax = 120
// Of a choice by radio buttons, the one that is chosen.
const fields = ':is(input, textarea, select, button, [contenteditable="true"]):not(:disabled, [role="tab"], [type="radio"]:not(:checked))'

export interface Navigation {
  /** Moves the view only if the block is not wholly in it. */
  reveal(id: string): void
  /** Shows, selects and focuses a block. */
  focus(id: string): void
  /** Shows and focuses the first of what is selected; the selection stays. */
  focusSelected(): void
  /** Leads the focus to the first field of the open block's settings. */
  focusSettings(): void
  fit(): void
  /** The middle of what is seen. */
  center(): Point
}

/** Moves over the canvas: to a block, to all of them. */
export function useNavigation(): Navigation {
  const { store, settingsId } = useCanvas()
  const flow = useReactFlow()
  const view = useStoreApi()
  return useMemo(() => {
    const reveal = (id: string) => {
      const position = store.getState().graph.nodes.find((node) => node.id === id)?.position
      if (!position) return
      const { transform, domNode, width, height } = view.getState()
      if (isInSight({ ...position, ...blockSize }, { transform, domNode }) && transform[2] > 0.4) return
      const zoom = Math.max(transform[2], 0.8)
      const sight = sightOf(domNode)
      // The middle of what is seen lies beside the middle of the canvas.
      const x = position.x + blockSize.width / 2 - (sight.left + sight.right - width) / 2 / zoom
      const y = position.y + blockSize.height / 2 - (sight.top + sight.bottom - height) / 2 / zoom
      void flow.setCenter(x, y, { zoom, duration: 200 })
    }
    const show = (id: string) => {
      reveal(id)
      // A block out of sight is drawn only a few frames after the view has come to it.
      focusSoon(() => view.getState().domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`))
    }
    return {
      reveal,
      focus(id) {
        store.getState().select({ ids: new Set([id]), edges: new Set() })
        show(id)
      },
      focusSelected() {
        const [first] = store.getState().selection.ids
        if (first !== undefined) show(first)
      },
      focusSettings() {
        if (settingsId === undefined) return
        const find = () => document.getElementById(settingsId)?.querySelector<HTMLElement>(fields)
        // Until the next frame the settings of the block that was open before stand there.
        focusSoon(find, { isNextFrame: true })
      },
      fit() {
        const chosen = [...store.getState().selection.ids].map((id) => ({ id }))
        const nodes = chosen.length > 1 ? chosen : itemsInFrame(store.getState().graph)
        void flow.fitView({ ...framing(view.getState().domNode), duration: 200, nodes })
      },
      center() {
        const { width, height, domNode } = view.getState()
        const { left = 0, top = 0 } = domNode?.getBoundingClientRect() ?? {}
        return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 })
      },
    }
  }, [store, flow, view, settingsId])
}

/** Focuses what is drawn a few frames from now, unless a person was quicker and is somewhere else by then. */
function focusSoon(find: () => HTMLElement | null | undefined, { isNextFrame = false } = {}): void {
  const from = document.activeElement
  let framesLeft = framesMax
  const look = () => {
    const { activeElement } = document
    if (activeElement !== from && activeElement !== document.body) return
    const element = find()
    if (element) element.focus({ preventScroll: true })
    else if (framesLeft-- > 0) requestAnimationFrame(look)
  }
  if (isNextFrame) requestAnimationFrame(look)
  else look()
}
