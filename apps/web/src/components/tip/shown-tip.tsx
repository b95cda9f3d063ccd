import { Tooltip } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import type { TipSide } from './tip.ts'

export interface ShownTipProps {
  target: HTMLElement
}

/** The hint of an element, beside it and in its description for as long as it is shown. */
export function ShownTip({ target }: ShownTipProps) {
  const id = useId()
  const label = useLabel(target)
  useEffect(() => {
    const before = target.getAttribute('aria-describedby')
    target.setAttribute('aria-describedby', before === null ? id : `${before} ${id}`)
    return () => {
      if (before === null) target.removeAttribute('aria-describedby')
      else target.setAttribute('aria-describedby', before)
    }
  }, [target, id])
  return (
    <Tooltip
      target={target}
      label={<span id={id}>{label}</span>}
      position={(target.dataset.tipSide as TipSide | undefined) ?? 'top'}
      opened
      multiline
      w="max-content"
      maw={420}
      style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
    />
  )
}

/** What the element's hint says now: "Copy" becomes "Copied" while it is shown. */
function useLabel(target: HTMLElement): string | undefined {
  const [, setChanges] = useState(0)
  useEffect(() => {
    const observer = new MutationObserver(() => setChanges((count) => count + 1))
    observer.observe(target, { attributeFilter: ['data-tip'] })
    return () => observer.disconnect()
  }, [target])
  return target.dataset.tip
}
