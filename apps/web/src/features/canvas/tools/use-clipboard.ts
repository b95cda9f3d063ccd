import { useEffect } from 'react'
import { useCanvas } from '../canvas-context.ts'
import { copyItems, readClip } from '../graph/clipboard.ts'
import { useNavigation } from './use-navigation.ts'

const fields = 'input, textarea, select, [contenteditable="true"]'

/** Copy, cut and paste by the browser's own events, so that blocks travel between tabs without asking for leave. */
export function useClipboard(rootId: string): void {
  const { store, readOnly } = useCanvas()
  const { focusSelected } = useNavigation()
  useEffect(() => {
    let lastPasted = ''
    const isOurs = () => {
      const active = document.activeElement
      if (active?.matches(fields) || getSelection()?.isCollapsed === false) return false
      return active === null || active === document.body || document.getElementById(rootId)?.contains(active) === true
    }
    const copy = (event: ClipboardEvent) => {
      if (!isOurs()) return
      const { graph, selection, removeSelected } = store.getState()
      const text = copyItems(graph, selection.ids)
      if (text === null || !event.clipboardData) return
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      lastPasted = ''
      if (event.type === 'cut' && !readOnly) removeSelected()
    }
    const paste = (event: ClipboardEvent) => {
      if (readOnly || !isOurs()) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const clip = readClip(text)
      if (!clip) return
      event.preventDefault()
      const { graph, selection, paste: put } = store.getState()
      // The second paste of the same blocks goes beside the first one, not upon it.
      const first = [...graph.nodes, ...(graph.notes ?? [])].filter(({ id }) => selection.ids.has(id)).map(({ position }) => position)
      const again = text === lastPasted && first.length > 0
      const corner = { x: Math.min(...first.map(({ x }) => x)) + 40, y: Math.min(...first.map(({ y }) => y)) + 40 }
      put(clip, again ? corner : undefined)
      focusSelected()
      lastPasted = text
    }
    // A caret left behind in a masked field would keep the browser from copying at all.
    const leaveFields = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.matches(fields)) return
      if (document.getElementById(rootId)?.contains(target)) getSelection()?.removeAllRanges()
    }
    document.addEventListener('focusin', leaveFields)
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('focusin', leaveFields)
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  }, [store, readOnly, rootId, focusSelected])
}
