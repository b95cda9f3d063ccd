import { type NamedTopic, namedTopics } from '@hookline/schema'
import { type Query, type QueryClient, type QueryFilters, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const reopenMs = 5000
/** What the numbers on screens are made of. */
const countedTopics: ReadonlySet<string> = new Set<NamedTopic>(['deliveries', 'events', 'webhooks', 'runs'])
const followed: ReadonlySet<unknown> = new Set([...namedTopics, 'stats'])

/**
 * Keeps what is on the screen true: one stream of the whole page says which topic changed, and what begins with that
 * topic is read again if somebody looks at it. After a broken connection everything is read again.
 */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => followChanges(client), [client])
}

/** Opens the stream, and opens it again where the server refused it (too many are open). Out: ends it. */
export function followChanges(client: QueryClient): () => void {
  const readAgain = createReadAgain(client)
  let stream: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasBroken = false
  const open = () => {
    stream = new EventSource(`/v1/stream?topics=${namedTopics.join(',')}`)
    stream.onmessage = (message) => {
      const topic = topicOf(message.data)
      if (topic === null) return
      readAgain({ queryKey: [topic] })
      if (countedTopics.has(topic)) readAgain({ queryKey: ['stats'] })
    }
    stream.onerror = () => {
      wasBroken = true
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs)
    }
    stream.onopen = () => {
      // Nobody told of what changed between the first reading of a screen and now.
      readAgain(wasBroken ? {} : { predicate: ({ queryKey: [first] }) => followed.has(first) })
      wasBroken = false
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    stream.close()
  }
}

/**
 * Reads again what somebody looks at. What is being read just now may be older than the change: it is not begun again, for
 * under steady traffic it would never end, but read once more when it has ended.
 */
function createReadAgain(client: QueryClient): (filters: QueryFilters) => void {
  const waiting = new Set<Query>()
  return (filters) => {
    for (const query of client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })) {
      if (waiting.has(query)) continue
      waiting.add(query)
      const again = () => {
        waiting.delete(query)
        return client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false })
      }
      void query.promise?.then(again, again)
    }
    void client.invalidateQueries(filters, { cancelRefetch: false })
  }
}

function topicOf(data: unknown): string | null {
  try {
    const value: unknown = JSON.parse(String(data))
    return typeof value === 'object' && value !== null && 'topic' in value ? String(value.topic) : null
  } catch {
    return null
  }
}
