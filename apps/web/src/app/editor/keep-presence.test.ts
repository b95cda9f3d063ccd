import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { heartbeatMs, keepPresence } from './keep-presence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'
}

/** A window whose calls are answered when the test says so. */
function openWindow() {
  const said: string[] = []
  let answer: () => void = () => undefined
  const page = { window: new EventTarget(), document: new FakeDocument() }
  const close = keepPresence({
    page,
    enter: () => {
      said.push('here')
      return new Promise<void>((resolve) => {
        answer = resolve
      })
    },
    leave: async () => void said.push('left'),
  })
  const answered = async () => {
    answer()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { said, page, close, answered }
}

test('a window says that it is here at once, and again with every heartbeat until it is closed', async () => {
  const { said, close, answered } = openWindow()
  expect(said).toEqual(['here'])
  await answered()
  await vi.advanceTimersByTimeAsync(heartbeatMs)
  await answered()
  expect(said).toEqual(['here', 'here'])
  close()
  await vi.advanceTimersByTimeAsync(3 * heartbeatMs)
  expect(said).toEqual(['here', 'here', 'left'])
})

test('a window that is closed while it says so leaves after that, so that nothing late brings it back', async () => {
  const { said, close, answered } = openWindow()
  close()
  await vi.advanceTimersByTimeAsync(heartbeatMs)
  expect(said).toEqual(['here'])
  await answered()
  expect(said).toEqual(['here', 'left'])
})

test('a server that does not answer is not asked twice', async () => {
  const { said } = openWindow()
  await vi.advanceTimersByTimeAsync(5 * heartbeatMs)
  expect(said).toEqual(['here'])
})

test('what says that a window is here is given up when the page goes away, so that it cannot come after the leaving', async () => {
  const signals: AbortSignal[] = []
  const page = { window: new EventTarget(), document: new FakeDocument() }
  keepPresence({ page, enter: (signal) => new Promise(() => signals.push(signal)), leave: async () => undefined })
  page.window.dispatchEvent(new Event('pagehide'))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test('a page that goes away leaves without waiting, and one that comes back says so at once', async () => {
  const { said, page, answered } = openWindow()
  page.window.dispatchEvent(new Event('pagehide'))
  expect(said).toEqual(['here', 'left'])
  await answered()
  page.window.dispatchEvent(new Event('pageshow'))
  expect(said).toEqual(['here', 'left', 'here'])
  await answered()
  page.document.visibilityState = 'hidden'
  page.document.dispatchEvent(new Event('visibilitychange'))
  expect(said).toHaveLength(3)
  page.document.visibilityState = 'visible'
  page.document.dispatchEvent(new Event('visibilitychange'))
  expect(said).toEqual(['here', 'left', 'here', 'here'])
})
