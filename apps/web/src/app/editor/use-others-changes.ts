import type { Automation } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { callWithTag } from '../../lib/api.ts'

interface OthersChangesOptions {
  id: string
  /** Whether everything on this screen is saved. */
  isSaved: boolean
  /** What this screen has saved or taken last. */
  current: Pick<Automation, 'updatedAt'>
  onChanged: (automation: Automation, etag: string, replacesDraft: boolean) => void
}

/**
 * Follows what others do with the automation. While everything here is saved their draft is taken over at once; where
 * something is not, the next save finds the conflict and asks.
 */
export function useOthersChanges({ id, isSaved, current, onChanged }: OthersChangesOptions): void {
  const { data } = useQuery({
    queryKey: ['automations', id, 'watch'],
    queryFn: ({ signal }) => callWithTag<Automation>('GET', `/v1/automations/${encodeURIComponent(id)}`, { signal }),
  })
  const tell = useRef(onChanged)
  tell.current = onChanged
  const taken = useRef(data)
  useEffect(() => {
    if (!data || data === taken.current || !isSaved) return
    taken.current = data
    // An answer that was on its way while this screen saved is older than what stands here.
    const isNewer = Date.parse(data.data.updatedAt) > Date.parse(current.updatedAt)
    if (isNewer && data.etag !== null) tell.current(data.data, data.etag, true)
  }, [data, isSaved, current.updatedAt])
}
