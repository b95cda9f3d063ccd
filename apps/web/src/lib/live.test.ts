import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followChanges } from './live.ts'

/** The stream as a browser has it, opened and spoken through by the test. */
class Stream {
  static readonly CLOSED = 2
  static last: Stream
  readyState = 1
  onopen: () => void = () => undefined
  onerror: () => void = () => undefined
  onmessage: (message: { data: string }) => void = () => undefined
  constructor() {
    Stream.last = this
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
}

interface Reading {
  resolve: (list: string) => void
  reject: (error: Error) => void
}

/** A list that somebody looks at; each reading of it answers when the test says so. */
function look(client: QueryClient, topic: string) {
  const readings: Reading[] = []
  const observer = new QueryObserver(client, {
    queryKey: [topic],
    queryFn: () => new Promise<string>((resolve, reject) => readings.push({ resolve, reject })),
  })
  const end = observer.subscribe(() => undefined)
  return { readings, observer, end }
}

let client: QueryClient
let end: () => void
const changed = (topic: string) => Stream.last.onmessage({ data: JSON.stringify({ topic }) })

beforeEach(() => {
  vi.stubGlobal('EventSource', Stream)
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } })
  end = followChanges(client)
})
afterEach(() => {
  end()
  client.clear()
  vi.unstubAllGlobals()
})

test('what was read before the stream was open is read again once it is', async () => {
  const { readings, observer, end: leave } = look(client, 'endpoints')
  readings[0]?.resolve('before')
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('before'))
  Stream.last.onopen()
  expect(readings).toHaveLength(2)
  leave()
})

test('a change while a list is being read has it read once more, once, and not begun again meanwhile', async () => {
  const { readings, observer, end: leave } = look(client, 'endpoints')
  for (let count = 0; count < 3; count++) changed('endpoints')
  expect(readings).toHaveLength(1)
  readings[0]?.resolve('before')
  await vi.waitFor(() => expect(readings).toHaveLength(2))
  readings[1]?.resolve('after')
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('after'))
  expect(observer.getCurrentResult().fetchStatus).toBe('idle')
  expect(readings).toHaveLength(2)
  leave()
})

test('a reading that failed while something changed is tried again', async () => {
  const { readings, observer, end: leave } = look(client, 'endpoints')
  changed('endpoints')
  readings[0]?.reject(new Error('no answer'))
  await vi.waitFor(() => expect(readings).toHaveLength(2))
  readings[1]?.resolve('after')
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('after'))
  leave()
})

test('a change of another topic reads nothing', () => {
  const { readings, end: leave } = look(client, 'endpoints')
  changed('users')
  readings[0]?.resolve('before')
  expect(readings).toHaveLength(1)
  leave()
})
