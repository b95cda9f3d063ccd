import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from '../db/client.ts'
import { type QueueAge, queueAge } from '../queue/age.ts'

/** A database that does not answer within it counts as unreachable: operators' tools do not wait as long as a statement may take. */
const answerMs = 5000

/** What the queue is like. Throws where the database does not say so soon. */
export async function lookAtQueue(sql: Sql, nowMs: number): Promise<QueueAge> {
  const answered = new AbortController()
  const silent = delay(answerMs, null, { signal: answered.signal, ref: false })
  try {
    const age = await Promise.race([queueAge(sql, nowMs), silent])
    if (age === null) throw new Error(`the database did not answer within ${answerMs} ms`)
    return age
  } finally {
    silent.catch(() => undefined)
    answered.abort()
  }
}
