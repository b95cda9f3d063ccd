import type { EchoAnswer } from '@hookline/schema'
import type { Services } from '../context.ts'
import { newUuid } from '../ids.ts'
import { createBatcher } from '../pipeline/batcher.ts'
import { addBuckets, noRoomForBuckets } from './add-buckets.ts'
import { echoTrimAfter } from './limits.ts'
import { echoTopic, plainAnswer } from './row.ts'
import { type EchoIncoming, type FoundBucket, findBuckets, insertEchoRequests, touchBuckets, trimBuckets } from './store-requests.ts'

// Echo is the target of Hookline's own deliveries: requests are stored by group commit, two statements a batch, and are
// answered once they can be read in the list. Buckets are read anew in each batch, so a changed answer holds at once on
// every process.

/** Stores a request and tells how to answer it. Throws 429 where it would need a bucket too many. */
export type EchoReceive = (request: EchoIncoming) => Promise<EchoAnswer>

interface Waiting {
  id: string
  request: EchoIncoming
  resolve: (answer: EchoAnswer) => void
  reject: (error: unknown) => void
}

const batchMax = 200
const batchBytesMax = 8 * 1024 * 1024
const countedBucketsMax = 2000

export function createEchoReceive(
  { database, clock, topics }: Pick<Services, 'database' | 'clock' | 'topics'>,
  workspaceId: number,
): EchoReceive {
  const { sql, db } = database
  const untrimmed = new Map<string, number>()

  async function settle(batch: Waiting[]): Promise<void> {
    try {
      const buckets = await storeBatch(batch)
      for (const { request, resolve, reject } of batch) {
        const bucket = buckets.get(request.secret)
        if (bucket) resolve(bucket.answer)
        else reject(noRoomForBuckets())
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async function storeBatch(batch: readonly Waiting[]): Promise<Map<string, FoundBucket>> {
    const nowMs = clock.now()
    const buckets = await findOrAdd([...new Set(batch.map(({ request }) => request.secret))], nowMs)
    const stored = batch.filter(({ request }) => buckets.has(request.secret))
    if (stored.length === 0) return buckets
    await insertEchoRequests(sql, workspaceId, stored)
    topics.changed([...new Set(stored.map(({ request }) => echoTopic(request.secret)))])
    const touched = [...buckets.values()].filter((bucket) => bucket.isTouchDue).map((bucket) => bucket.secret)
    await touchBuckets(sql, workspaceId, { secrets: touched, nowMs })
    await trimBuckets(sql, workspaceId, countForTrim(stored))
    return buckets
  }

  async function findOrAdd(secrets: readonly string[], nowMs: number): Promise<Map<string, FoundBucket>> {
    const found = new Map((await findBuckets(sql, workspaceId, { secrets, nowMs })).map((bucket) => [bucket.secret, bucket]))
    const missing = secrets.filter((secret) => !found.has(secret))
    if (missing.length === 0) return found
    const now = new Date(nowMs)
    const made = missing.map((secret) => ({ secret, name: 'Echo', answer: plainAnswer, createdAt: now, lastUsedAt: now }))
    await db.transaction((tx) => addBuckets(tx, workspaceId, made))
    for (const bucket of await findBuckets(sql, workspaceId, { secrets: missing, nowMs })) found.set(bucket.secret, bucket)
    return found
  }

  /** The buckets that had enough requests since they were last trimmed; one that is not known yet may be full already. */
  function countForTrim(stored: readonly Waiting[]): string[] {
    if (untrimmed.size > countedBucketsMax) untrimmed.clear()
    for (const { request } of stored) untrimmed.set(request.secret, (untrimmed.get(request.secret) ?? echoTrimAfter) + 1)
    const due = [...new Set(stored.map(({ request }) => request.secret))].filter((secret) => (untrimmed.get(secret) ?? 0) > echoTrimAfter)
    for (const secret of due) untrimmed.set(secret, 0)
    return due
  }

  const batcher = createBatcher<Waiting>({ take, settle })
  return (request) =>
    new Promise((resolve, reject) => {
      batcher.push({ id: newUuid(clock.now()), request, resolve, reject })
    })
}

function take(waiting: readonly Waiting[]): number {
  let bytes = 0
  for (let i = 0; i < waiting.length && i < batchMax; i++) {
    bytes += waiting[i]?.request.body.length ?? 0
    if (bytes > batchBytesMax) return i
  }
  return batchMax
}
