import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo } from 'react'
import { useCanvas, useUi } from '../canvas-context.ts'
import type { FlowEdge } from './flow-items.ts'
import classes from './way-edge.module.css'

/** A way between two blocks, with the button that puts a block into it. */
export const WayEdge = memo(function WayEdge({ id, data, selected, ...ends }: EdgeProps<FlowEdge>) {
  const { ui, readOnly } = useCanvas()
  const isDropped = useUi(({ dropEdge }) => dropEdge === id)
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition } = ends
  const [path, x, y] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition })
  const state = data?.isLit ? 'lit' : data?.isGrey ? 'grey' : undefined
  const label = data?.insertLabel ?? 'Insert a block'
  return (
    <g className={classes.edge} data-selected={selected || undefined} data-state={state} data-drop={isDropped || undefined}>
      <BaseEdge path={path} interactionWidth={28} className={classes.line ?? ''} />
      {!readOnly && (
        // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside an SVG drawing
        <g
          role="button"
          tabIndex={-1}
          aria-label={label}
          className={classes.add}
          transform={`translate(${x} ${y})`}
          onClick={(event) => {
            event.stopPropagation()
            const at = { x: event.clientX, y: event.clientY }
            ui.setState({ menu: { kind: 'add', at, places: [{ label, place: { at: 'edge', key: id } }] } })
          }}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <title>{label}</title>
          <rect x={-9} y={-9} width={18} height={18} rx={5} />
          <path d="M-4 0H4M0 -4V4" />
        </g>
      )}
    </g>
  )
})
