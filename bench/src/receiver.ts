import { type ChildProcess, fork } from 'node:child_process'

/** A bare receiver in a process of its own. */
export interface Receiver {
  url: string
  pid: number
  count(): Promise<number>
  /** The ids that came since the last call and when, in epoch milliseconds; the first call begins the noting. */
  arrivals(): Promise<[id: string, at: number][]>
  /** Answers every call with this status from now on. */
  answerWith(status: number): Promise<void>
  stop(): void
}

export async function startReceiver(): Promise<Receiver> {
  const child = fork(new URL('./receiver-process.ts', import.meta.url), { stdio: 'inherit' })
  const { port } = await answer<{ port: number }>(child)
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async count() {
      child.send('count')
      return (await answer<{ count: number }>(child)).count
    },
    async arrivals() {
      child.send('arrivals')
      return (await answer<{ arrivals: [string, number][] | null }>(child)).arrivals ?? []
    },
    async answerWith(status) {
      child.send(status)
      await answer(child)
    },
    stop: () => child.disconnect(),
  }
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      child.off('error', onError)
      resolve(message as T)
    }
    const onError = (error: Error) => {
      child.off('message', onMessage)
      reject(error)
    }
    child.once('message', onMessage)
    child.once('error', onError)
  })
}
