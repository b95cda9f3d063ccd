import { CloseButton, Group, ScrollArea, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect } from 'react'
import classes from './editor.module.css'

const widthMin = 320
const widthMax = 760
const stepPx = 20

interface InspectorProps {
  title: string
  /** The id of what is inside. */
  contentId?: string
  children: ReactNode
  /** Gives the focus back to whatever opened it; the settings of a block give it to their block. */
  returnsFocus?: boolean
  onClose: () => void
}

/** A panel beside the canvas and never over it, such as the settings of the open block; its width is kept. */
export function Inspector({ title, contentId, children, returnsFocus = false, onClose }: InspectorProps) {
  const [width, setWidth] = useLocalStorage({ key: 'hookline-inspector-width', defaultValue: 400, getInitialValueInEffect: false })
  useEffect(() => {
    const opener = document.activeElement
    return () => {
      if (returnsFocus && opener instanceof HTMLElement && document.activeElement === document.body) opener.focus()
    }
  }, [returnsFocus])
  const resize = (next: number) => setWidth(Math.round(Math.min(Math.max(next, widthMin), widthMax)))
  return (
    <aside
      className={classes.inspector}
      style={{ width }}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isTaken(event)) onClose()
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a window splitter (ARIA 1.2), which has no element of its own */}
      <div
        className={classes.resizer}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label="Width of this panel"
        aria-valuenow={width}
        aria-valuemin={widthMin}
        aria-valuemax={widthMax}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') resize(width + stepPx)
          if (event.key === 'ArrowRight') resize(width - stepPx)
        }}
      />
      <Group justify="space-between" px="md" py="xs" wrap="nowrap">
        <Title order={2} fz="md" lineClamp={1}>
          {title}
        </Title>
        <CloseButton aria-label={`Close: ${title}`} onClick={onClose} />
      </Group>
      <ScrollArea id={contentId} flex={1} px="md" pb="md" type="auto">
        {children}
      </ScrollArea>
    </aside>
  )
}

/** Whether Escape means something nearer: an open list, a dialogue, an editor of several lines. */
function isTaken({ defaultPrevented, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (defaultPrevented || !(target instanceof HTMLElement) || !currentTarget.contains(target)) return true
  const isOpenList = target.role === 'combobox' && target.ariaExpanded === 'true'
  return isOpenList || (target.isContentEditable && target.ariaMultiLine !== 'false')
}
