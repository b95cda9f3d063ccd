import { setTimeout as delay } from 'node:timers/promises'
import { call } from '../call.ts'
import { apiKey } from './hookline.ts'

/** Milliseconds since 1970 with their fractions. */
export const now = () => performance.timeOrigin + performance.now()

const againAfterMs = 20

interface NewEvent {
  id: string
  type: string
  userId: string
  data: object
}

/** An event that says when it was made. */
export function newEvent(type: string, id: string): NewEvent {
  return { id, type, userId: `u-${id.slice(-2)}`, data: { at: now() } }
}

function numbered(types: readonly string[], number: number): NewEvent {
  const type = types[number % types.length] ?? ''
  return newEvent(type, `${type}-${number}`)
}

/** Posts events until they are accepted, as a caller does who got no answer. */
export async function post(url: string, events: readonly NewEvent[]): Promise<void> {
  for (;;) {
    const status = await call({ url, apiKey }, 'POST /v1/events', { events }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0,
    )
    if (status === 202) return
    if (status !== 0 && status !== 429 && status !== 503) throw new Error(`POST /v1/events answered ${status}`)
    await delay(againAfterMs)
  }
}

export interface LoadOptions {
  /** Where to post; the callers take them in turn. */
  urls: readonly string[]
  /** Of each event the next one. */
  types: readonly string[]
  /** Ends after so many; without it when `stop` is called. */
  count?: number
  perCall: number
  callers: number
  /** Each caller waits so long after a call. */
  pauseMs?: number
}

export interface Load {
  /** Ids of what was answered 202. */
  accepted: Set<string>
  /** Resolves when all are accepted, or after `stop`. */
  done: Promise<void>
  stop(): Promise<void>
}

/** Posts events from several callers at once. */
export function startLoad({ urls, types, count = Number.POSITIVE_INFINITY, perCall, callers, pauseMs = 0 }: LoadOptions): Load {
  const accepted = new Set<string>()
  let next = 0
  let isStopped = false
  async function caller(index: number): Promise<void> {
    while (next < count && !isStopped) {
      const from = next
      next += perCall
      const events = Array.from({ length: Math.min(perCall, count - from) }, (_, offset) => numbered(types, from + offset))
      await post(urls[index % urls.length] ?? '', events)
      for (const { id } of events) accepted.add(id)
      if (pauseMs > 0) await delay(pauseMs)
    }
  }
  const done = Promise.all(Array.from({ length: callers }, (_, index) => caller(index))).then(() => undefined)
  return {
    accepted,
    done,
    stop: () => {
      isStopped = true
      return done
    },
  }
}
