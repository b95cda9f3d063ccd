import type { Presence, PresenceList } from '@hookline/schema'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api.ts'
import { newId } from '../../lib/new-id.ts'
import { keepPresence } from './keep-presence.ts'

/** An answer that takes longer is not waited for. */
const answerMsMax = 15_000

/** Has this window listed as one that has the automation's draft open, for as long as it is. Out: the other windows that have. */
export function usePresence(automationId: string): Presence[] {
  const client = useQueryClient()
  const [ownIds] = useState(() => new Set<string>())
  const path = `/v1/automations/${encodeURIComponent(automationId)}/presence`
  const { data } = useQuery({
    queryKey: ['presence', automationId],
    queryFn: ({ signal }) => call<PresenceList>('GET', path, { signal }),
    // Each heartbeat brings the list; between two of them the live stream says when it is old.
    initialData: nobody,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useEffect(() => {
    const windowId = newId(12)
    ownIds.add(windowId)
    const own = `${path}/${windowId}`
    let isClosed = false
    const close = keepPresence({
      // What fails is said again with the next heartbeat; nobody need be told.
      enter: (signal) =>
        call<PresenceList>('PUT', own, { signal: AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]) }).then(
          (list) => isClosed || client.setQueryData(['presence', automationId], list),
          () => undefined,
        ),
      leave: () => call('DELETE', own, { keepalive: true }).catch(() => undefined),
      page: { window, document },
    })
    return () => {
      isClosed = true
      close()
    }
  }, [client, automationId, path, ownIds])
  return data.items.filter(({ windowId }) => !ownIds.has(windowId))
}

const nobody: PresenceList = { items: [] }
