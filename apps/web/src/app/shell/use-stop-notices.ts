import type { Endpoint } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { stopWords } from '../../components/stops/stop-words.ts'
import { stoppedQuery } from '../../components/stops/use-stopped-endpoints.ts'
import { notifyTold } from '../../lib/notify.ts'
import { useMember } from '../../lib/session.ts'
import { newPauses } from './new-pauses.ts'

/** Tells whoever has the page open of an endpoint that was paused meanwhile, by itself or by somebody else. */
export function useStopNotices(): void {
  const { data } = useQuery(stoppedQuery)
  const me = useMember()?.email
  const navigate = useNavigate()
  const before = useRef<readonly Endpoint[] | undefined>(undefined)
  useEffect(() => {
    for (const { id, host, stop, source } of newPauses(before.current, data, me)) {
      const why = stopWords(stop, host)?.why ?? ''
      const look = { label: 'See its deliveries', open: () => void navigate({ to: '/deliveries', search: { endpointId: id } }) }
      notifyTold({ title: `${host} is paused`, message: `${why} What comes for it of "${source.name}" is held.`, look })
    }
    before.current = data
  }, [data, me, navigate])
}
