import { z } from 'zod'
import { echoSecret } from './echo.ts'
import { type NamedTopic, namedTopics } from './topics.ts'

export type Topic = NamedTopic | `echo:${string}`

/** Topics of one stream, at most. */
export const topicsMax = 20

const echoPrefix = 'echo:'

/** Tells whether a topic is that of an echo bucket. */
export function isEchoTopic(topic: string): topic is `echo:${string}` {
  return topic.startsWith(echoPrefix)
}

const isTopic = (text: string): text is Topic =>
  isEchoTopic(text) ? echoSecret.safeParse(text.slice(echoPrefix.length)).success : namedTopics.some((topic) => topic === text)

/** A comma list of topics. */
export const topicsSchema = z.string().transform((text, context): Topic[] => {
  const names = [...new Set(text.split(',').map((name) => name.trim()))]
  const topics = names.filter(isTopic)
  if (topics.length === names.length && topics.length <= topicsMax) return topics
  const message = `must be a comma list of at most ${topicsMax} topics: ${namedTopics.join(', ')}, or ${echoPrefix}<secret>`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** One message of the stream: something of a topic has changed. */
export const streamMessageSchema = z.object({ topic: z.string() }).meta({ id: 'StreamMessage' })
