import { type ComponentType, useEffect, useState } from 'react'
import { ErrorState, LoadingRows } from './states.tsx'

interface LaterOptions {
  /** What it is, for the one sentence that says it could not be loaded. */
  what: string
  /** Rows that stand in its place meanwhile; 0 for what has no place of its own. */
  rows?: number
}

/** A component that is loaded when it is first shown. When that fails only its own place says so, and can try again. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, { what, rows = 3 }: LaterOptions) {
  let loaded: ComponentType<Props> | null = null
  // biome-ignore lint/correctness/noComponentHookFactories: called once for a module, as React.lazy is
  return function Later(props: Props) {
    const [Shown, setShown] = useState(() => loaded)
    const [error, setError] = useState<unknown>(null)
    useEffect(() => {
      if (Shown || error !== null) return
      const show = (component: ComponentType<Props>) => {
        loaded = component
        setShown(() => component)
      }
      load().then(show, setError)
    }, [Shown, error])
    if (Shown) return <Shown {...props} />
    if (error !== null) return <ErrorState what={`${what} could not be loaded`} error={error} onRetry={() => setError(null)} />
    return rows > 0 ? <LoadingRows rows={rows} /> : null
  }
}
