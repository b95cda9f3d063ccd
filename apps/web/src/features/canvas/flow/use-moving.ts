import type { NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useCanvas } from '../canvas-context.ts'
import { alignTo, type Rect } from '../graph/align.ts'
import { blockSize } from '../graph/place.ts'
import type { Point } from '../graph/ways.ts'
import type { FlowNode } from './flow-items.ts'

const tolerance = 6
const none: ReadonlyMap<string, Point> = new Map()

/**
 * What React Flow says of its nodes: selection goes to the store at once, a drag stays here until it ends, so that it is
 * one edit and no other block is drawn anew while it lasts.
 */
export function useMoving(nodes: readonly FlowNode[]): {
  shown: FlowNode[]
  onNodesChange: (changes: NodeChange<FlowNode>[]) => void
  onDragStop: () => void
} {
  const { store, ui } = useCanvas()
  const [moved, setMoved] = useState(none)
  const latest = useRef(none)
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const ids = new Set(store.getState().selection.ids)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) ids.add(change.id)
        else ids.delete(change.id)
      }
      store.getState().select({ ids })
      const positions = new Map<string, Point>()
      for (const change of changes)
        if (change.type === 'position' && change.dragging && change.position) positions.set(change.id, change.position)
      if (positions.size === 0) return
      const { graph } = store.getState()
      const others = graph.nodes.filter(({ id }) => !positions.has(id)).map(({ position }) => ({ ...position, ...blockSize }))
      const box = boxOf([...positions.values()])
      const { position, guides } = alignTo(box, others, tolerance)
      const shift = { x: position.x - box.x, y: position.y - box.y }
      ui.setState({ guides: guides.x === null && guides.y === null ? null : guides })
      latest.current = new Map([...positions].map(([id, { x, y }]) => [id, { x: x + shift.x, y: y + shift.y }]))
      setMoved(latest.current)
    },
    [store, ui],
  )
  const onDragStop = useCallback(() => {
    ui.setState({ guides: null })
    store.getState().move(latest.current)
    latest.current = none
    setMoved(none)
  }, [store, ui])
  const shown = useMemo(() => {
    if (moved.size === 0) return [...nodes]
    return nodes.map((node) => {
      const position = moved.get(node.id)
      return position ? { ...node, position, dragging: true } : node
    })
  }, [nodes, moved])
  return { shown, onNodesChange, onDragStop }
}

function boxOf(points: readonly Point[]): Rect {
  const x = Math.min(...points.map((point) => point.x))
  const y = Math.min(...points.map((point) => point.y))
  const width = Math.max(...points.map((point) => point.x)) - x + blockSize.width
  return { x, y, width, height: Math.max(...points.map((point) => point.y)) - y + blockSize.height }
}
