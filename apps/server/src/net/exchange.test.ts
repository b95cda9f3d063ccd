import { expect, test, vi } from 'vitest'
import { Exchange, type ExchangeControl } from './exchange.ts'
import { HeadersSeen } from './headers-seen.ts'

const control: ExchangeControl = { rawHeaders: [], abort: () => undefined }

test('an exchange that began is not begun again, whoever carries it', () => {
  const onEnd = vi.fn()
  const exchange = new Exchange({ timeoutMs: 1000, now: () => 0, headersSeen: new HeadersSeen(), onEnd })
  exchange.onRequestStart(control)
  expect(() => exchange.onRequestStart(control)).toThrow('sent once')
  exchange.abort()
  expect(onEnd).toHaveBeenCalledExactlyOnceWith({ kind: 'aborted' })
})

test('one that ends while it waits leaves the queue, and cannot begin any more', () => {
  const leave = vi.fn()
  const exchange = new Exchange({ timeoutMs: 1000, now: () => 0, headersSeen: new HeadersSeen(), onEnd: () => undefined })
  exchange.onLeave(leave)
  exchange.expire()
  expect(leave).toHaveBeenCalledOnce()
  expect(() => exchange.onRequestStart(control)).toThrow('ended before')
})
