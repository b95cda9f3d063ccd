import type { Topic } from '@hookline/schema'
import type { Topics } from './topics.ts'

// Messages of a caller that reads slowly wait in a set, one a topic: however long it takes, nothing piles up.

const heartbeatMs = 20_000
/** A stream ends after this, and the browser opens the next one by itself: whether its caller may still listen is asked again. */
const lastsMs = 15 * 60_000
/** A browser opens an ended stream again after this. */
const retryMs = 2000

export interface EventStreamOptions {
  topics: Topics
  names: readonly Topic[]
  /** Called once, whoever ends it. */
  onEnd: () => void
}

/** The body of a server-sent event stream that says which of its topics has changed. */
export function openEventStream({ topics, names, onEnd }: EventStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const changed = new Set<Topic>()
  let text = `retry: ${retryMs}\n: open\n\n`
  let isEnding = false
  let isReleased = false
  let wake: () => void = () => undefined

  const unsubscribe = topics.subscribe(names, {
    changed(topic) {
      changed.add(topic)
      wake()
    },
    stopped: end,
  })
  const heartbeat = setInterval(() => {
    if (text === '') text = ':\n\n'
    wake()
  }, heartbeatMs).unref()
  const last = setTimeout(end, lastsMs).unref()

  function end(): void {
    isEnding = true
    wake()
  }

  function release(): void {
    if (isReleased) return
    isReleased = true
    clearInterval(heartbeat)
    clearTimeout(last)
    unsubscribe()
    onEnd()
  }

  function takeText(): string {
    const messages = [...changed].map((topic) => `data: ${JSON.stringify({ topic })}\n\n`)
    const taken = text + messages.join('')
    changed.clear()
    text = ''
    return taken
  }

  return new ReadableStream(
    {
      async pull(controller) {
        while (text === '' && changed.size === 0 && !isEnding) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        if (isReleased) return
        const taken = takeText()
        if (taken !== '') controller.enqueue(encoder.encode(taken))
        if (!isEnding) return
        release()
        controller.close()
      },
      cancel() {
        release()
        end()
      },
    },
    { highWaterMark: 0 },
  )
}
