import type { EchoRequest } from '@hookline/schema'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api.ts'

/** How the list is kept up to date: told by the server, or asked for every 2 s while it cannot be told. */
export type Liveness = 'connecting' | 'live' | 'polling' | 'unreachable'

const pollMs = 2000
/** A stream that the server refused is tried again after this; broken ones are mended by the browser itself. */
const reopenMs = 10_000

/** The last 100 requests of a bucket, newest first, as they come. */
export function useEchoRequests(secret: string, isThere: boolean) {
  const stream = useEchoStream(secret)
  const requests = useQuery({
    queryKey: [`echo:${secret}`, 'requests'],
    queryFn: ({ signal }) => call<{ items: EchoRequest[] }>('GET', `/echo-list/${encodeURIComponent(secret)}/`, { signal }),
    refetchInterval: stream === 'live' ? false : pollMs,
    retry: false,
    enabled: isThere,
  })
  const liveness: Liveness = requests.isRefetchError || requests.isLoadingError ? 'unreachable' : stream
  return { requests, liveness }
}

function useEchoStream(secret: string): 'connecting' | 'live' | 'polling' {
  const client = useQueryClient()
  const [state, setState] = useState<'connecting' | 'live' | 'polling'>('connecting')
  useEffect(() => {
    const read = () => void client.invalidateQueries({ queryKey: [`echo:${secret}`] })
    let timer: ReturnType<typeof setTimeout> | undefined
    let stream: EventSource
    const open = () => {
      stream = new EventSource(`/v1/stream?topics=${encodeURIComponent(`echo:${secret}`)}`)
      stream.onmessage = read
      stream.onopen = () => {
        setState('live')
        // What came before the stream stood was not told.
        read()
      }
      stream.onerror = () => {
        setState('polling')
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs)
      }
    }
    open()
    return () => {
      clearTimeout(timer)
      stream.close()
    }
  }, [client, secret])
  return state
}
