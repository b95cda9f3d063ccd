import type { FitViewOptions } from '@xyflow/react'

const gap = 24
/** Below the blocks: the bar of tools, and what a dry run says under a block. */
const bottom = 88

/** How blocks are brought into view: beside the palette and above the bar of tools, never under them, and never larger than life. */
export function framing(flow: HTMLElement | null): FitViewOptions {
  const palette = flow?.closest('[data-stage]')?.querySelector<HTMLElement>('[data-palette]')
  const left = palette ? palette.offsetLeft + palette.offsetWidth + gap : gap
  return { padding: { top: `${gap}px`, right: `${3 * gap}px`, bottom: `${bottom}px`, left: `${left}px` }, maxZoom: 1 }
}
