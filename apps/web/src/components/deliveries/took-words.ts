import type { DeliverySummary } from '@hookline/schema'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatMs } from '../../lib/format-number.ts'

/** From when a delivery was made to when it was done, pauses between its tries among it; null while it is owed. */
export function tookWords({ createdAt, finishedAt }: Pick<DeliverySummary, 'createdAt' | 'finishedAt'>): string | null {
  if (finishedAt === null) return null
  const ms = Math.max(0, Date.parse(finishedAt) - Date.parse(createdAt))
  return ms < 10_000 ? formatMs(ms) : formatDuration(ms)
}
