import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Filters = Record<string, string | undefined>

/** The filters of a list, which live in the URL: shared by link, kept on reload, walked through with Back. */
export function useFilters(): [Filters, (change: Filters) => void] {
  const filters = useSearch({ strict: false }) as Filters
  const navigate = useNavigate()
  const change = useCallback(
    (changes: Filters) =>
      void navigate({
        to: '.',
        search: (before: Filters) => withoutEmpty({ ...before, ...changes }),
        replace: true,
      } as never),
    [navigate],
  )
  return [filters, change]
}

/** What a URL's search may hold: texts. */
export function readFilters(search: Record<string, unknown>): Filters {
  return withoutEmpty(
    Object.fromEntries(
      Object.entries(search).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [],
      ),
    ),
  )
}

function withoutEmpty(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
}
