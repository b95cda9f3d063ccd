export const heartbeatMs = 20_000

export interface PresenceOptions {
  /** Says that the draft is open here, for the first time or still; never fails, and gives up when told so. */
  enter: (signal: AbortSignal) => Promise<unknown>
  /** Says that it is not any more; never fails. */
  leave: () => Promise<unknown>
  page: { window: EventTarget; document: EventTarget & Pick<Document, 'visibilityState'> }
}

/**
 * Says with every heartbeat that a draft is open in this window, at once when somebody comes back to it, and that it left
 * as soon as the page goes away. Out: leaves, after whatever is on its way, so that nothing late brings the window back.
 */
export function keepPresence({ enter, leave, page }: PresenceOptions): () => void {
  let entering: Promise<unknown> | null = null
  let giveUp = new AbortController()
  const beat = () => {
    if (entering) return
    giveUp = new AbortController()
    entering = enter(giveUp.signal).finally(() => {
      entering = null
    })
  }
  const onVisible = () => {
    if (page.document.visibilityState === 'visible') beat()
  }
  const onHide = () => {
    giveUp.abort()
    void leave()
  }
  beat()
  const timer = setInterval(beat, heartbeatMs)
  page.window.addEventListener('pagehide', onHide)
  // A page that was kept whole while another was looked at.
  page.window.addEventListener('pageshow', onVisible)
  page.document.addEventListener('visibilitychange', onVisible)
  return () => {
    clearInterval(timer)
    page.window.removeEventListener('pagehide', onHide)
    page.window.removeEventListener('pageshow', onVisible)
    page.document.removeEventListener('visibilitychange', onVisible)
    void (entering ?? Promise.resolve()).then(leave)
  }
}
