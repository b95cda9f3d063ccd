import { count, eq, sql as raw } from 'drizzle-orm'
import { echoBuckets } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import { ServiceError } from '../service-error.ts'
import { echoBucketsMax } from './limits.ts'

type BucketRow = typeof echoBuckets.$inferSelect

/**
 * Adds buckets that are not there yet, as many as there is room for: one after another, so that never more than the most
 * are made. Out: those that were added, and whether there was room for all.
 */
export async function addBuckets(
  tx: DbOrTx,
  workspaceId: number,
  buckets: readonly Omit<BucketRow, 'workspaceId'>[],
): Promise<{ added: BucketRow[]; hadRoom: boolean }> {
  await tx.execute(raw`SELECT pg_advisory_xact_lock(hashtext('echo_buckets'), ${workspaceId})`)
  const [found] = await tx.select({ count: count() }).from(echoBuckets).where(eq(echoBuckets.workspaceId, workspaceId))
  const rows = buckets.slice(0, Math.max(0, echoBucketsMax - (found?.count ?? 0))).map((bucket) => ({ workspaceId, ...bucket }))
  const added = rows.length === 0 ? [] : await tx.insert(echoBuckets).values(rows).onConflictDoNothing().returning()
  return { added, hadRoom: rows.length === buckets.length }
}

export function noRoomForBuckets(): ServiceError {
  const detail = `There are ${echoBucketsMax} echo buckets, which is the most. Delete one (DELETE /v1/echo-buckets/:secret), or use one that exists.`
  return new ServiceError(429, 'Too many echo buckets', { detail, retryAfterSeconds: 60 })
}
