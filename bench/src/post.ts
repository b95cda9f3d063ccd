import { Pool } from 'undici'
import type { Product } from './product.ts'
import { nextEvent } from './workload.ts'

export interface Posting {
  /** Callers, each with one call under way. */
  lanes: number
  eventsPerCall: number
  /** Of the events; the published rule's where it is not given. */
  type?: string
  /** Asked before each call. */
  isDone: () => boolean
}

/** Posts events until it is done. Out: events that were stored, and calls that were answered otherwise. */
export async function postEvents(
  product: Product,
  { lanes, eventsPerCall, type, isDone }: Posting,
): Promise<{ accepted: number; refused: number }> {
  const pool = new Pool(product.url, { connections: lanes })
  let [accepted, refused] = [0, 0]
  const lane = async () => {
    while (!isDone()) {
      const events = Array.from({ length: eventsPerCall }, () => nextEvent(type))
      const payload = JSON.stringify(eventsPerCall === 1 ? events[0] : { events })
      const { statusCode, body } = await pool.request({ path: '/v1/events', method: 'POST', headers: product.headers, body: payload })
      await body.dump()
      if (statusCode === 202) accepted += eventsPerCall
      else refused++
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await pool.close()
  return { accepted, refused }
}

export function afterMs(ms: number): () => boolean {
  const end = performance.now() + ms
  return () => performance.now() >= end
}
