import { useState } from 'react'

/** The last value that differed from this one, null where there was none. */
export function usePrevious(value: string | null): string | null {
  const [held, setHeld] = useState<{ now: string | null; before: string | null }>({ now: value, before: null })
  if (held.now === value) return held.before
  setHeld({ now: value, before: held.now })
  return held.now
}
