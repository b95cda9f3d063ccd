import { useReactFlow } from '@xyflow/react'
import { type DragEvent, useMemo } from 'react'
import { blockView } from '../blocks/registry.ts'
import { useCanvas } from '../canvas-context.ts'
import { blockSize } from '../graph/place.ts'
import { type Place, typeProblem } from '../graph/rules.ts'
import type { Point } from '../graph/ways.ts'

/** The kind of data under which the palette hands over a type of block; `note` for a sticky note. */
export const dragKind = 'application/x-hookline-block'

/** Dropping from the palette: on an edge it splices, on an open end it continues, elsewhere it stands free. */
export function useDropping() {
  const { store, ui, readOnly } = useCanvas()
  const { screenToFlowPosition } = useReactFlow()
  return useMemo(
    () => ({
      onDragOver(event: DragEvent) {
        if (readOnly || !event.dataTransfer.types.includes(dragKind)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        const place = placeUnder({ x: event.clientX, y: event.clientY })
        ui.setState({ dropEdge: place.at === 'edge' ? place.key : null })
      },
      onDragLeave: () => ui.setState({ dropEdge: null }),
      onDrop(event: DragEvent) {
        const type = event.dataTransfer.getData(dragKind)
        if (readOnly || type === '') return
        event.preventDefault()
        ui.setState({ dropEdge: null })
        const point = { x: event.clientX, y: event.clientY }
        const { x, y } = screenToFlowPosition(point)
        const position = { x: x - blockSize.width / 2, y: y - blockSize.height / 2 }
        if (type === 'note') return store.getState().addNote(position)
        const block = { type, config: blockView(type).defaultConfig() }
        const { graph, kind, insert } = store.getState()
        const wanted = placeUnder(point)
        const place: Place = typeProblem(graph, { type, place: wanted }, kind) === null ? wanted : { at: 'free' }
        // Into an edge the canvas finds the spot itself, since what follows has to make room.
        insert(block, place.at === 'free' ? { place, position } : { place })
      },
    }),
    [store, ui, readOnly, screenToFlowPosition],
  )
}

function placeUnder({ x, y }: Point): Place {
  for (const element of document.elementsFromPoint(x, y)) {
    const open = element.closest<HTMLElement>('[data-way-from]')?.dataset
    if (open?.wayFrom !== undefined) return { at: 'way', way: { from: open.wayFrom, branch: open.wayBranch ?? '' } }
    const key = element.closest<HTMLElement>('.react-flow__edge')?.dataset.id
    if (key !== undefined) return { at: 'edge', key }
  }
  return { at: 'free' }
}
