// One user's events of one counter, by the hour and by the day of UTC in which they were received. Everything is exact to
// one bucket: the bucket in which a span begins counts whole.

/** Events by the numbers of hours and of days since 1970, and all of them. */
export interface BehaviourCounter {
  readonly total: number
  readonly hours: Readonly<Record<string, number>>
  readonly days: Readonly<Record<string, number>>
}

export const emptyCounter: BehaviourCounter = { total: 0, hours: {}, days: {} }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Spans up to this long are counted by the hour, longer ones by the day. */
const hourlyMsMax = 7 * dayMs
/** Nothing but the total is known of what lies further back. */
const dailyMsMax = 365 * dayMs

const bucketOf = (ms: number, bucketMs: number) => Math.floor(ms / bucketMs)

/** Counts `n` more events that were received at that time (milliseconds since 1970); the counter given stays as it is. */
export function addTo(counter: BehaviourCounter, receivedAtMs: number, n: number): BehaviourCounter {
  return {
    total: counter.total + n,
    hours: withMore(counter.hours, bucketOf(receivedAtMs, hourMs), n),
    days: withMore(counter.days, bucketOf(receivedAtMs, dayMs), n),
  }
}

function withMore(buckets: Readonly<Record<string, number>>, bucket: number, n: number): Record<string, number> {
  return { ...buckets, [bucket]: (buckets[bucket] ?? 0) + n }
}

/**
 * Counts the events of the last `withinMs` milliseconds; null for all there ever were.
 * Exact to one bucket: events up to an hour older count too (up to a day for spans of more than 7 days), none younger is
 * left out. A span of more than 365 days counts as 365 days.
 */
export function countWithin(counter: BehaviourCounter, nowMs: number, withinMs: number | null): number {
  if (withinMs === null) return counter.total
  if (withinMs <= hourlyMsMax) return sumBetween(counter.hours, bucketOf(nowMs - withinMs, hourMs), bucketOf(nowMs, hourMs))
  const spanMs = Math.min(withinMs, dailyMsMax)
  return sumBetween(counter.days, bucketOf(nowMs - spanMs, dayMs), bucketOf(nowMs, dayMs))
}

function sumBetween(buckets: Readonly<Record<string, number>>, first: number, last: number): number {
  let sum = 0
  for (const [bucket, count] of Object.entries(buckets)) if (Number(bucket) >= first && Number(bucket) <= last) sum += count
  return sum
}

/** Leaves out the buckets that no span asks for from now on: hours before the last 7 days, days before the last 365. */
export function prune(counter: BehaviourCounter, nowMs: number): BehaviourCounter {
  return {
    total: counter.total,
    hours: since(counter.hours, bucketOf(nowMs - hourlyMsMax, hourMs)),
    days: since(counter.days, bucketOf(nowMs - dailyMsMax, dayMs)),
  }
}

function since(buckets: Readonly<Record<string, number>>, first: number): Record<string, number> {
  return Object.fromEntries(Object.entries(buckets).filter(([bucket]) => Number(bucket) >= first))
}
