import { Pool } from 'undici'
import type { Product } from './product.ts'
import type { Receiver } from './receiver.ts'
import { quantile } from './statistics.ts'
import { nextEvent } from './workload.ts'

/** Milliseconds from sending the event to the receiver's receipt. */
export interface Latency {
  p50Ms: number
  p99Ms: number
  events: number
  missing: number
}

/** Posts single events at an even rate and notes when their calls arrive. */
export async function measureLatency(
  product: Product,
  receiver: Receiver,
  { perSecond, ms }: { perSecond: number; ms: number },
): Promise<Latency> {
  const pool = new Pool(product.url, { connections: 64 })
  const sentAt = new Map<string, number>()
  await receiver.arrivals()
  const startedAt = performance.now()
  const count = Math.floor((perSecond * ms) / 1000)
  const posts: Promise<void>[] = []
  for (let n = 0; n < count; n++) {
    const waitMs = startedAt + (n * 1000) / perSecond - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    posts.push(post({ pool, product, sentAt }, { id: `latency-${perSecond}-${startedAt}-${n}`, ...nextEvent() }))
  }
  await Promise.all(posts)
  await pool.close()
  const arrivals = await collect(receiver, count)
  const waits = arrivals.flatMap(([id, at]) => {
    const sent = sentAt.get(id)
    return sent === undefined ? [] : [at - sent]
  })
  return { p50Ms: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99), events: count, missing: count - waits.length }
}

interface Sending {
  pool: Pool
  product: Product
  sentAt: Map<string, number>
}

async function post({ pool, product, sentAt }: Sending, event: { id: string }): Promise<void> {
  sentAt.set(event.id, performance.timeOrigin + performance.now())
  const { body } = await pool.request({ path: '/v1/events', method: 'POST', headers: product.headers, body: JSON.stringify(event) })
  await body.dump()
}

async function collect(receiver: Receiver, count: number): Promise<[string, number][]> {
  const arrivals: [string, number][] = []
  for (let tries = 0; tries < 100 && arrivals.length < count; tries++) {
    arrivals.push(...(await receiver.arrivals()))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return arrivals
}
