import { useStore } from '@xyflow/react'
import { useUi } from '../canvas-context.ts'
import classes from './guide-lines.module.css'

/** The lines that show with what a dragged block is aligned. */
export function GuideLines() {
  const guides = useUi((state) => state.guides)
  const transform = useStore((state) => state.transform)
  if (!guides) return null
  const [left, top, zoom] = transform
  return (
    <>
      {guides.x !== null && <div className={classes.upright} style={{ left: guides.x * zoom + left }} />}
      {guides.y !== null && <div className={classes.level} style={{ top: guides.y * zoom + top }} />}
    </>
  )
}
