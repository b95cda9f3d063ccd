import { fork } from 'node:child_process'

/** What a place of the receiver answers; null: never. */
export interface Answer {
  status: number | null
  afterMs: number
}

/** What is known of the calls of one event. */
export interface Seen {
  times: number
  /** Whether a repeat had another message id or other bytes. */
  hasChanged: boolean
}

export type Question =
  | { ask: 'open'; count: number }
  | { ask: 'answer'; place: number | null; answer: Answer }
  | { ask: 'calls' | 'seen' | 'latencies' | 'activity' }

export interface Receiver {
  /** One of each place, each an origin. */
  urls: readonly string[]
  /** Changes what a place answers; without a place all of them. */
  answer(answer: Partial<Answer>, place?: number): Promise<void>
  /** Calls so far. */
  calls(): Promise<number>
  /** By event id. */
  seen(): Promise<Map<string, Seen>>
  /** From making the event to the call's arrival, of calls since the last question. */
  latencies(): Promise<[place: number, ms: number][]>
  /** How many calls were under way in a place when one came, of calls since the last question. */
  activity(): Promise<[place: number, at: number, active: number][]>
  stop(): void
}

/** Starts the receiver with so many places; each answers 200 at once. */
export async function startReceiver(count = 1): Promise<Receiver> {
  const child = fork(new URL('./receiver-process.ts', import.meta.url), { stdio: 'inherit', serialization: 'advanced' })
  const waiting = new Map<number, (reply: unknown) => void>()
  let number = 0
  child.on('message', (message: { number: number; reply: unknown }) => {
    waiting.get(message.number)?.(message.reply)
    waiting.delete(message.number)
  })
  const ask = <Reply>(question: Question) =>
    new Promise<Reply>((resolve, reject) => {
      waiting.set(++number, (reply) => resolve(reply as Reply))
      child.send({ number, question }, (error) => error && reject(error))
    })
  const ports = await ask<number[]>({ ask: 'open', count })
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}/`),
    answer: async (answer, place) => {
      await ask({ ask: 'answer', place: place ?? null, answer: { status: 200, afterMs: 0, ...answer } })
    },
    calls: () => ask({ ask: 'calls' }),
    seen: async () => new Map(await ask<[string, Seen][]>({ ask: 'seen' })),
    latencies: () => ask({ ask: 'latencies' }),
    activity: () => ask({ ask: 'activity' }),
    stop: () => child.disconnect(),
  }
}
