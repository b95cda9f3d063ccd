import { expect, test } from 'vitest'
import { guardedConnector } from './guarded-connector.ts'
import { createOrigins } from './origins.ts'

const connectorOf = () => guardedConnector({ judge: () => true })
const a = 'http://a.test'
const b = 'http://b.test'
const c = 'http://c.test'

test('beyond the limit the origin that was idle the longest is closed', async () => {
  const origins = createOrigins({ connectorOf, connections: 1, originsMax: 2 })
  const first = origins.acquire(a)
  origins.release(first)
  const second = origins.acquire(b)
  origins.release(second)
  origins.release(origins.acquire(a))
  origins.release(origins.acquire(c))
  expect(second.pool.destroyed).toBe(true)
  expect(first.pool.destroyed).toBe(false)
  await origins.close()
})

test('an origin with a call under way is never closed', async () => {
  const origins = createOrigins({ connectorOf, connections: 1, originsMax: 1 })
  const busy = origins.acquire(a)
  origins.release(origins.acquire(b))
  expect(busy.pool.destroyed).toBe(false)
  origins.release(busy)
  await origins.close()
  expect(busy.pool.destroyed).toBe(true)
})

test('closing waits for what is under way', async () => {
  const origins = createOrigins({ connectorOf, connections: 1, originsMax: 1 })
  const busy = origins.acquire(a)
  let isClosed = false
  const closing = origins.close().then(() => {
    isClosed = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isClosed).toBe(false)
  origins.release(busy)
  await closing
})
