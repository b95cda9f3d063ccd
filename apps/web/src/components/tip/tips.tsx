import { type ComponentType, useEffect, useState } from 'react'
import type { ShownTipProps } from './shown-tip.tsx'

const hoverMs = 300

/** Shows the hint of whatever is hovered or focused. How a hint looks is loaded with the first one. */
export function Tips() {
  const target = useTipTarget()
  const [Shown, setShown] = useState<ComponentType<ShownTipProps> | null>(null)
  useEffect(() => {
    if (!target || Shown) return
    // A hint that cannot be loaded is not shown; the next one tries again.
    import('./shown-tip.tsx').then(
      ({ ShownTip }) => setShown(() => ShownTip),
      () => undefined,
    )
  }, [target, Shown])
  return target && Shown && <Shown target={target} />
}

function useTipTarget(): HTMLElement | null {
  const [target, setTarget] = useState<HTMLElement | null>(null)
  useEffect(() => watchTips(setTarget), [])
  return target
}

/** Tells which element's hint is due: after a moment of hovering, at once where another one is shown or the keyboard leads. */
function watchTips(tell: (target: HTMLElement | null) => void): () => void {
  let shown: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (target: HTMLElement | null) => {
    clearTimeout(timer)
    shown = target
    tell(target)
  }
  const onHover = ({ target }: Event) => {
    const next = tipOf(target)
    if (next === null || shown !== null) show(next)
    else {
      clearTimeout(timer)
      timer = setTimeout(show, hoverMs, next)
    }
  }
  const onFocus = ({ target }: Event) => {
    if (target instanceof Element && target.matches(':focus-visible')) show(tipOf(target))
  }
  const hide = () => show(null)
  // What loses the focus takes its own hint along, not the one of what the mouse is at.
  const onLeave = ({ target }: Event) => {
    if (tipOf(target) === shown) hide()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide()
  }
  // Whatever shows a hint may go away, or have nothing to say any more.
  const changes = new MutationObserver(() => {
    if (shown && !(shown.isConnected && shown.dataset.tip)) hide()
  })
  changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-tip'] })
  const listeners = new AbortController()
  const options = { signal: listeners.signal, capture: true }
  document.addEventListener('mouseover', onHover, options)
  document.documentElement.addEventListener('mouseleave', hide, { signal: listeners.signal })
  document.addEventListener('focusin', onFocus, options)
  document.addEventListener('focusout', onLeave, options)
  document.addEventListener('dragstart', hide, options)
  document.addEventListener('keydown', onKey, options)
  return () => {
    clearTimeout(timer)
    changes.disconnect()
    listeners.abort()
  }
}

function tipOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
}
