import type { Page } from '@hookline/schema'
import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { call } from './api.ts'

// Query keys begin with the topic of the live stream that makes them old: ['deliveries', …], ['events', …] (live.ts).

interface ListOptions {
  key: QueryKey
  path: string
  query?: Record<string, string | undefined>
  limit?: number
}

/** A list of the API, page by page; earlier pages stay on the screen while others load. */
export function useList<T>({ key, path, query = {}, limit = 50 }: ListOptions) {
  const list = useInfiniteQuery({
    queryKey: [...key, query, limit],
    queryFn: ({ pageParam, signal }) => call<Page<T>>('GET', path, { query: { ...query, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [] }
}
