import { allowNothing } from '@hookline/webhook'
import { Pool } from 'undici'
import { expect, test, vi } from 'vitest'
import { createSender } from './send.ts'

test('a call that could not even begin is an outcome, and leaves nothing that closing waits for', async () => {
  const publicUrl = new URL('http://localhost:1/')
  const sender = createSender({ allow: allowNothing, isOwn: () => false, publicUrl, now: () => performance.now() })
  vi.spyOn(Pool.prototype, 'dispatch').mockImplementationOnce(() => {
    throw new Error('no')
  })
  const outcome = await sender.send({ method: 'POST', url: 'http://example.com/', headers: [], body: null }, { timeoutMs: 60_000 })
  expect(outcome).toMatchObject({ kind: 'error' })
  await sender.close()
})
