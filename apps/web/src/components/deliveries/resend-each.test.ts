import { expect, test } from 'vitest'
import { resendEach } from './resend-each.ts'

const ids = Array.from({ length: 10 }, (_, index) => `dlv_${index}`)
const reasonOf = (error: unknown) => String(error)

test('each is resent once, never more than four together, and a failure stops none', async () => {
  let under = 0
  let most = 0
  const sent: string[] = []
  const seen: number[] = []
  const progress = await resendEach({
    ...{ ids, reasonOf, signal: new AbortController().signal },
    resend: async (id) => {
      most = Math.max(most, ++under)
      await Promise.resolve()
      under--
      sent.push(id)
      if (id === 'dlv_3') throw 'still owed'
    },
    onProgress: ({ done, failures }) => seen.push(done + failures.length),
  })
  expect(sent.toSorted()).toEqual(ids)
  expect(most).toBe(4)
  expect(progress).toEqual({ done: 9, failures: [{ id: 'dlv_3', reason: 'still owed' }] })
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('nothing more is sent after it was stopped', async () => {
  const stop = new AbortController()
  const sent: string[] = []
  const resend = async (id: string) => {
    sent.push(id)
    stop.abort()
  }
  const progress = await resendEach({ ids, reasonOf, signal: stop.signal, resend, onProgress: () => undefined })
  expect(sent.length).toBe(1)
  expect(progress.done).toBe(1)
})
