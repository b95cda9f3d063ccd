import { randomUUID } from 'node:crypto'
import type { Topic } from '@hookline/schema'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { readMessage, topicsChannel, writeMessages } from './message.ts'

// A change is told when it can be read: by the stages after their commit, by verbs through a notification in their own
// transaction (audit/record.ts), which PostgreSQL passes on at the commit. Other processes hear of what the stages did by
// one small notification a second, never inside the hot transaction.

const restMs = 1000

export interface TopicListener {
  changed(topic: Topic): void
  /** The program stops: nothing is told any more. */
  stopped(): void
}

export interface Topics {
  /** Says that something of these topics has changed and can be read. */
  changed(topics: readonly Topic[]): void
  /** Tells a listener of changes, of each topic at most once a second. Out: how to end it. */
  subscribe(topics: readonly Topic[], listener: TopicListener): () => void
  readonly isStopped: boolean
  /** Ends every subscription. */
  stop(): Promise<void>
}

/** In: `isAlone` where no other process uses the database, so that nobody need be told. */
export async function createTopics({ sql, log, isAlone }: { sql: Sql; log: Log; isAlone: boolean }): Promise<Topics> {
  const origin = randomUUID()
  const listeners = new Map<Topic, Set<TopicListener>>()
  /** Topics that were told within the last second, and whether they changed again since. */
  const resting = new Map<Topic, boolean>()
  const untold = new Set<Topic>()
  let telling: NodeJS.Timeout | null = null
  let isStopped = false

  function tellHere(topic: Topic): void {
    const found = listeners.get(topic)
    if (!found) return
    if (resting.has(topic)) {
      resting.set(topic, true)
      return
    }
    resting.set(topic, false)
    setTimeout(() => {
      const isDue = resting.get(topic) === true
      resting.delete(topic)
      if (isDue) tellHere(topic)
    }, restMs).unref()
    for (const listener of found) listener.changed(topic)
  }

  function tellOthers(): void {
    telling = null
    const messages = writeMessages({ origin, topics: [...untold] })
    untold.clear()
    Promise.all(messages.map((message) => sql`SELECT pg_notify(${topicsChannel}, ${message})`)).catch((error: unknown) =>
      log.debug({ err: error }, 'other processes could not be told of changes'),
    )
  }

  const listening = await sql.listen(
    topicsChannel,
    (text) => {
      const message = readMessage(text)
      if (message && message.origin !== origin) for (const topic of message.topics) tellHere(topic)
    },
    // At the first connection there are no listeners; at a later one changes may have been missed.
    () => {
      for (const topic of [...listeners.keys()]) tellHere(topic)
    },
  )

  return {
    changed(topics) {
      for (const topic of topics) {
        tellHere(topic)
        if (!isAlone) untold.add(topic)
      }
      if (untold.size > 0 && !isStopped) telling ??= setTimeout(tellOthers, restMs).unref()
    },
    subscribe(topics, listener) {
      for (const topic of topics) listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener))
      return () => {
        for (const topic of topics) {
          const found = listeners.get(topic)
          found?.delete(listener)
          if (found?.size === 0) listeners.delete(topic)
        }
      }
    },
    get isStopped() {
      return isStopped
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      if (telling) clearTimeout(telling)
      for (const listener of new Set([...listeners.values()].flatMap((found) => [...found]))) listener.stopped()
      await listening.unlisten().catch((error: unknown) => log.debug({ err: error }, 'the connection was gone already'))
    },
  }
}
