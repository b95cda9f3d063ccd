import type { Connection, Edge, FinalConnectionState, OnConnectStartParams } from '@xyflow/react'
import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { useCanvas } from '../canvas-context.ts'
import { allowedTargets } from '../graph/rules.ts'
import { branchOfHandle } from './to-flow.ts'

/** Drawing ways: what may be reached lights up, and a way let go over nothing asks which block shall stand there. */
export function useConnecting() {
  const { store, ui } = useCanvas()
  const { screenToFlowPosition } = useReactFlow()
  return useMemo(
    () => ({
      onConnectStart(_event: MouseEvent | TouchEvent, { nodeId, handleId }: OnConnectStartParams) {
        if (nodeId === null) return
        const { graph, kind } = store.getState()
        ui.setState({ menu: null, targets: allowedTargets(graph, { from: nodeId, branch: branchOfHandle(handleId) }, kind) })
      },
      isValidConnection: ({ target }: Connection | Edge) => ui.getState().targets?.has(target) ?? false,
      onConnect({ source, sourceHandle, target }: Connection) {
        store.getState().connect({ from: source, branch: branchOfHandle(sourceHandle) }, target)
      },
      onConnectEnd(event: MouseEvent | TouchEvent, { isValid, fromNode, fromHandle }: FinalConnectionState) {
        const { targets } = ui.getState()
        ui.setState({ targets: null })
        if (isValid || !fromNode) return
        const at = 'changedTouches' in event ? event.changedTouches[0] : event
        if (!at) return
        const way = { from: fromNode.id, branch: branchOfHandle(fromHandle?.id) }
        const under = document.elementFromPoint(at.clientX, at.clientY)
        const target = under?.closest<HTMLElement>('.react-flow__node')?.dataset.id
        if (target !== undefined) {
          if (targets?.has(target)) store.getState().connect(way, target)
          return
        }
        if (!under?.closest('.react-flow__pane, .react-flow__edge')) return
        const point = { x: at.clientX, y: at.clientY }
        const label = way.branch === '' ? 'Add a block here' : `Add a block after “${way.branch}”`
        const { x, y } = screenToFlowPosition(point)
        ui.setState({ menu: { kind: 'add', at: point, places: [{ label, place: { at: 'way', way } }], position: { x, y: y - 50 } } })
      },
    }),
    [store, ui, screenToFlowPosition],
  )
}
