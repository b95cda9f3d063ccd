import { type NodeProps, NodeResizeControl, ResizeControlVariant } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { useCanvas } from '../canvas-context.ts'
import type { NoteItem } from './flow-items.ts'
import classes from './note-card.module.css'

/** A sticky note: typed into where it stands. */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected }: NodeProps<NoteItem>) {
  const { store, readOnly } = useCanvas()
  const field = useRef<HTMLTextAreaElement>(null)
  const isNew = useRef(note.text === '')
  useEffect(() => {
    if (isNew.current && !readOnly) field.current?.focus()
    isNew.current = false
  }, [readOnly])
  return (
    <div className={classes.note} data-selected={selected || undefined}>
      <textarea
        ref={field}
        className={`${classes.text} ${selected ? 'nodrag nopan nowheel' : ''}`}
        aria-label="Text of the note"
        placeholder="A note for people"
        maxLength={2000}
        readOnly={readOnly}
        tabIndex={-1}
        value={note.text}
        onChange={(event) => store.getState().changeNote(id, { text: event.currentTarget.value }, 'text')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus()
          event.stopPropagation()
        }}
      />
      {selected && !readOnly && (
        <NodeResizeControl
          variant={ResizeControlVariant.Handle}
          position="bottom-right"
          minWidth={120}
          minHeight={60}
          className={classes.corner ?? ''}
          onResize={(_event, { width, height }) => store.getState().changeNote(id, { size: { width, height } }, 'size')}
        />
      )}
    </div>
  )
})
