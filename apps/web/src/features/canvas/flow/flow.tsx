import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeChange,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useStoreApi,
  type Viewport,
} from '@xyflow/react'
import { type MouseEvent, useCallback, useMemo, useRef } from 'react'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import { gridStep } from '../graph/place.ts'
import { framing } from '../tools/framing.ts'
import { itemsInFrame } from '../tools/items-in-frame.ts'
import { BlockCard } from './block-card.tsx'
import classes from './flow.module.css'
import type { FlowEdge, FlowNode } from './flow-items.ts'
import { GuideLines } from './guide-lines.tsx'
import { NoteCard } from './note-card.tsx'
import { type Surroundings, toFlowEdges, toFlowNodes } from './to-flow.ts'
import { useConnecting } from './use-connecting.ts'
import { useDropping } from './use-dropping.ts'
import { useMoving } from './use-moving.ts'
import { WayEdge } from './way-edge.tsx'

const nodeTypes = { block: BlockCard, note: NoteCard }
const edgeTypes = { way: WayEdge }
const snapGrid: [number, number] = [gridStep, gridStep]
/** Below this zoom text cannot be read and is not painted. */
const farZoom = 0.4
/** With more blocks than these only those in sight are drawn, and the canvas opens at its beginning, not as a whole. */
const manyBlocks = 150

type FlowProps = Omit<Surroundings, 'selection' | 'openId'>

/** The drawing itself: blocks, ways, notes. */
export function Flow({ diagnostics, stats, trace }: FlowProps) {
  const { store, ui, readOnly } = useCanvas()
  const graph = useCanvasState((state) => state.graph)
  const selection = useCanvasState((state) => state.selection)
  const openId = useCanvasState((state) => state.openId)
  const drawn = useRef<{ nodes: FlowNode[]; edges: FlowEdge[] }>({ nodes: [], edges: [] })
  const { nodes, edges } = useMemo(() => {
    const surroundings = { selection, openId, diagnostics, stats, trace }
    const before = drawn.current
    drawn.current = { nodes: toFlowNodes(graph, surroundings, before.nodes), edges: toFlowEdges(graph, surroundings, before.edges) }
    return drawn.current
  }, [graph, selection, openId, diagnostics, stats, trace])
  const { shown, onNodesChange, onDragStop } = useMoving(nodes)
  const onEdgesChange = useSelectedEdges()
  const view = useStoreApi()
  const connecting = useConnecting()
  const dropping = useDropping()
  const isLarge = nodes.length > manyBlocks
  const markZoom = useCallback((_event: unknown, { zoom }: Viewport) => {
    document.querySelector(`.${classes.flow}`)?.toggleAttribute('data-far', zoom < farZoom)
  }, [])
  return (
    <ReactFlow
      className={classes.flow ?? ''}
      nodes={shown}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      {...connecting}
      {...dropping}
      onNodeDragStop={onDragStop}
      onSelectionDragStop={onDragStop}
      onNodeClick={(event, node) => {
        if (node.type === 'block' && !event.shiftKey && !event.ctrlKey && !event.metaKey) store.getState().open(node.id)
      }}
      onNodeDoubleClick={(_event, node) => {
        if (node.type === 'block' && !readOnly) ui.setState({ renamingId: node.id })
      }}
      onNodeContextMenu={(event: MouseEvent, node) => {
        if (readOnly || node.type !== 'block') return
        event.preventDefault()
        ui.setState({ menu: { kind: 'block', at: { x: event.clientX, y: event.clientY }, id: node.id } })
      }}
      onPaneClick={() => {
        ui.setState({ menu: null })
        store.getState().open(null)
      }}
      onMove={markZoom}
      onInit={(flow) => {
        const first = nodes.find(({ type }) => type === 'block')
        // To fit nothing would wait for the first block, and take the view away from where it is dropped.
        if (nodes.length === 0) return
        if (isLarge && first) void flow.setViewport({ x: 180 - first.position.x * 0.7, y: 240 - first.position.y * 0.7, zoom: 0.7 })
        else void flow.fitView({ ...framing(view.getState().domNode), nodes: itemsInFrame(graph) })
      }}
      onlyRenderVisibleElements={isLarge}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      nodeDragThreshold={3}
      connectionRadius={40}
      connectionLineType={ConnectionLineType.Bezier}
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
      panActivationKeyCode="Space"
      selectionOnDrag
      selectionMode={SelectionMode.Partial}
      panOnDrag={[1]}
      panOnScroll
      zoomOnDoubleClick={false}
      elevateNodesOnSelect={false}
      edgesFocusable={false}
      disableKeyboardA11y
      snapToGrid
      snapGrid={snapGrid}
      minZoom={0.05}
      maxZoom={2}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={gridStep} size={1.5} color="light-dark(#d5d9de, #33373d)" />
      {nodes.length > 0 && (
        <MiniMap pannable zoomable nodeBorderRadius={24} className={classes.map ?? ''} ariaLabel="Overview" nodeColor={mapColor} />
      )}
      <GuideLines />
    </ReactFlow>
  )
}

const mapColor = ({ type }: FlowNode) => (type === 'note' ? 'var(--map-note)' : 'var(--map-block)')

function useSelectedEdges(): (changes: EdgeChange<FlowEdge>[]) => void {
  const { store } = useCanvas()
  return useCallback(
    (changes) => {
      const keys = new Set(store.getState().selection.edges)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) keys.add(change.id)
        else keys.delete(change.id)
      }
      store.getState().select({ edges: keys })
    },
    [store],
  )
}
