import { type Topic, topicsSchema } from '@hookline/schema'

export const topicsChannel = 'hookline_topics'

/** What one process tells the others: who it is, and what has changed. */
export interface TopicsMessage {
  origin: string
  topics: readonly Topic[]
}

// A notification has at most 8,000 bytes, a topic at most 133.
const topicsPerMessage = 20

/** Messages as notifications carry them. */
export function writeMessages({ origin, topics }: TopicsMessage): string[] {
  const messages: string[] = []
  for (let i = 0; i < topics.length; i += topicsPerMessage) messages.push(`${origin} ${topics.slice(i, i + topicsPerMessage).join(',')}`)
  return messages
}

/** The message behind a notification; null for what is none, such as one of another version. */
export function readMessage(text: string): TopicsMessage | null {
  const [origin = '', list = ''] = text.split(' ')
  const topics = topicsSchema.safeParse(list)
  return topics.success ? { origin, topics: topics.data } : null
}
