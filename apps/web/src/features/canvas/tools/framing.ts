import type { FitViewOptions } from '@xyflow/react'

const gap = 24
/** Below the blocks: what a dry run says under a block. */
const below = 32

/** The part of the canvas in which blocks can be seen, in pixels from its upper left corner. */
export interface Sight {
  left: number
  top: number
  right: number
  bottom: number
}

/** What neither the palette nor the bar of tools covers. */
export function sightOf(flow: HTMLElement | null): Sight {
  const stage = flow?.closest<HTMLElement>('[data-stage]')
  const palette = stage?.querySelector<HTMLElement>('[data-palette]')
  const tools = stage?.querySelector<HTMLElement>('[role="toolbar"]')
  return {
    left: palette ? palette.offsetLeft + palette.offsetWidth : 0,
    top: 0,
    right: flow?.offsetWidth ?? 0,
    bottom: tools?.offsetTop ?? flow?.offsetHeight ?? 0,
  }
}

/** Whether a box of the drawing lies wholly in sight. */
export function isInSight(
  box: { x: number; y: number; width: number; height: number },
  { transform: [left, top, zoom], domNode }: { transform: readonly [number, number, number]; domNode: HTMLElement | null },
): boolean {
  const sight = sightOf(domNode)
  const x = box.x * zoom + left
  const y = box.y * zoom + top
  return x >= sight.left && y >= sight.top && x + box.width * zoom <= sight.right && y + box.height * zoom <= sight.bottom
}

/** How blocks are brought into view: beside the palette and above the bar of tools, never under them, and never larger than life. */
export function framing(flow: HTMLElement | null): FitViewOptions {
  const { left, bottom } = sightOf(flow)
  const height = flow?.offsetHeight ?? 0
  const padding = { top: `${gap}px`, right: `${3 * gap}px`, bottom: `${height - bottom + below}px`, left: `${left + gap}px` } as const
  return { padding, maxZoom: 1 }
}
