import { type NamedTopic, namedTopics } from '@hookline/schema'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const reopenMs = 5000
/** What the numbers on screens are made of. */
const countedTopics: ReadonlySet<string> = new Set<NamedTopic>(['deliveries', 'events', 'webhooks', 'runs'])

/**
 * Keeps what is on the screen true: one stream of the whole page says which topic changed, and what begins with that
 * topic is read again if somebody looks at it. After a broken connection everything is read again.
 */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => follow(client), [client])
}

/** Opens the stream, and opens it again where the server refused it (too many are open). Out: ends it. */
function follow(client: QueryClient): () => void {
  let stream: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasBroken = false
  const open = () => {
    stream = new EventSource(`/v1/stream?topics=${namedTopics.join(',')}`)
    stream.onmessage = (message) => invalidate(client, topicOf(message.data))
    stream.onerror = () => {
      wasBroken = true
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs)
    }
    stream.onopen = () => {
      if (wasBroken) void client.invalidateQueries()
      wasBroken = false
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    stream.close()
  }
}

function invalidate(client: QueryClient, topic: string | null): void {
  if (topic === null) return
  // What is being read is not begun again: under steady traffic it would never end.
  void client.invalidateQueries({ queryKey: [topic] }, { cancelRefetch: false })
  if (countedTopics.has(topic)) void client.invalidateQueries({ queryKey: ['stats'] }, { cancelRefetch: false })
}

function topicOf(data: unknown): string | null {
  try {
    const value: unknown = JSON.parse(String(data))
    return typeof value === 'object' && value !== null && 'topic' in value ? String(value.topic) : null
  } catch {
    return null
  }
}
