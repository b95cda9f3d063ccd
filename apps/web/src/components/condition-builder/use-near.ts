import { type RefObject, useEffect, useState } from 'react'

/** Whether an element is or was near what one sees; a large condition draws the controls of such rows alone. */
export function useNear(element: RefObject<HTMLElement | null>, isAlways: boolean): boolean {
  const [isNear, setIsNear] = useState(isAlways)
  const isWatching = !isNear && !isAlways
  useEffect(() => {
    if (!isWatching || !element.current) return
    const observer = new IntersectionObserver((entries) => setIsNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '400px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, isWatching])
  return isNear || isAlways
}
