import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { places } from './navigation.ts'

const sequenceMs = 1000

/** `g` and a letter go to a list, `/` to the page's search. Nothing happens while one types. */
export function useShortcuts(): void {
  const navigate = useNavigate()
  useEffect(() => {
    let goUntil = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('[data-page-search]')
        if (field) event.preventDefault()
        field?.focus()
        return
      }
      if (event.key === 'g') {
        goUntil = event.timeStamp + sequenceMs
        return
      }
      const place = event.timeStamp < goUntil ? places.find(({ key }) => key === event.key) : undefined
      goUntil = 0
      if (place) void navigate({ to: place.to })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
